import { Column } from './columns/column';
import { controlColumns } from './columns/controlColumns';
import { networkColumns } from './columns/networkColumns';
import { podColumns } from './columns/podColumns';
import { workloadColumns } from './columns/workloadColumns';

/** Columns after the name, by kind, as kubectl users know them. */
export const builtinColumns: Readonly<Record<string, readonly Column[]>> = {
  ...podColumns,
  ...workloadColumns,
  ...networkColumns,
  ...controlColumns,
};
