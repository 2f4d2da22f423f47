import { AnswerWarmer } from './AnswerWarmer';
import { ControlAnswers } from './ControlAnswers';
import { EntityReader } from './EntityReader';
import { ObjectOrigins } from './object/ObjectOrigins';
import { PeerAccess } from './PeerAccess';
import { SnapshotAnswers } from './SnapshotAnswers';
import { SnapshotStore } from './SnapshotStore';

/** What every answer is made from. */
export interface PostureParts {
  readonly store: SnapshotStore;
  readonly entities: EntityReader;
  readonly answers: SnapshotAnswers;
  readonly warmer: AnswerWarmer;
  readonly peers: PeerAccess;
  readonly controls: ControlAnswers;
  readonly origins: ObjectOrigins;
  readonly clock: () => Date;
  readonly busyMs: () => number;
}
