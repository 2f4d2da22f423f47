import { PermissionRow } from '@ztn/backstage-plugin-zero-trust-common';

/** On which side of the service something stands. */
export type MapSide = 'callers' | 'callees';

/** How a connection is drawn; the order is from worst to best. */
export const edgeStyles = [
  'unknown',
  'plaintext',
  'no-mesh',
  'conditional',
  'encrypted',
] as const;
export type EdgeStyle = (typeof edgeStyles)[number];

/** One peer, or several of one namespace that stand for each other. */
export interface MapNode {
  /** Stable over refreshes, so that a chosen node stays chosen. */
  readonly id: string;
  readonly side: MapSide;
  readonly title: string;
  readonly detail: string;
  /** How many peers it stands for. */
  readonly size: number;
  /** The worst of its rows. */
  readonly style: EdgeStyle;
  readonly rows: readonly PermissionRow[];
}

/** What the map shows, and what it leaves out. */
export interface MapModel {
  readonly callers: readonly MapNode[];
  readonly callees: readonly MapNode[];
  /** Refused connections are not drawn; the tables have them. */
  readonly refused: number;
}
