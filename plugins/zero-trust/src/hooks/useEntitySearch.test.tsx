import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import { ReactNode } from 'react';
import { useEntitySearch } from './useEntitySearch';

const entity = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
});

it('keeps what fits the text, however late an answer to an older text comes', async () => {
  const answers = new Map<string, (names: string[]) => void>();
  const catalog = catalogApiMock.mock({
    queryEntities: request =>
      new Promise(resolve => {
        const filter =
          request && 'fullTextFilter' in request && request.fullTextFilter;
        answers.set(filter ? filter.term : '', names =>
          resolve({
            items: names.map(entity),
            totalItems: names.length,
            pageInfo: {},
          }),
        );
      }),
  });
  const wrapper = (props: { children: ReactNode }) => (
    <TestApiProvider apis={[[catalogApiRef, catalog]]}>
      {props.children}
    </TestApiProvider>
  );
  const { result, rerender } = renderHook(
    ({ text }) => useEntitySearch(text, true),
    { wrapper, initialProps: { text: '' } },
  );
  await waitFor(() => expect(answers.has('')).toBe(true));
  rerender({ text: 'front' });
  await waitFor(() => expect(answers.has('front')).toBe(true));
  await act(async () => answers.get('front')?.(['frontend']));
  await act(async () => answers.get('')?.(['cart', 'frontend']));
  expect(result.current.refs).toEqual(['component:default/frontend']);
});
