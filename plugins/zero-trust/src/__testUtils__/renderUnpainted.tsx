import { StylesProvider } from '@material-ui/core/styles';
import { renderInTestApp } from '@backstage/test-utils';
import { ReactElement } from 'react';

/**
 * `renderInTestApp` without the styles of what is rendered. jsdom paints nothing,
 * and works out the styles of every element whenever one is looked up by its
 * role: that took most of the time of a page. Looks are for the browser journeys.
 */
export const renderUnpainted = (
  element: ReactElement,
  options?: Parameters<typeof renderInTestApp>[1],
) =>
  renderInTestApp(
    <StylesProvider disableGeneration>{element}</StylesProvider>,
    options,
  );
