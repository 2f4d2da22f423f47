import { Fragment } from 'react';

/** A long name that breaks after its slashes, before it breaks inside a word. */
export const Breakable = (props: { text: string }) => (
  <>
    {props.text.split(/(?<=[^/]\/)/).map((part, i) => (
      <Fragment key={i}>
        {i > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </>
);
