import { z } from 'zod';
import {
  NewWaiver,
  Waiver,
  waiversQuerySchema,
  WaiversResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { AskOptions } from '../posture/PostureService';

export type ParsedWaiversQuery = z.output<typeof waiversQuerySchema>;

/** Exceptions: made by permission, listed, and ended before their time. */
export interface WaiverService {
  list(
    query: ParsedWaiversQuery,
    options: AskOptions,
  ): Promise<WaiversResponse>;
  create(waiver: NewWaiver, options: AskOptions): Promise<Waiver>;
  end(id: string, options: AskOptions): Promise<void>;
}
