import { z } from 'zod';
import { permissionRowSchema, permissionsFrameSchema } from './permissions';
import { evidenceSchema } from './evidence';
import { layerVerdictSchema } from './verdict';

const indexSchema = z.number().int().min(0);

/** A layer's answer whose evidence stands in the answer's `evidence`. */
export const packedLayerSchema = layerVerdictSchema.extend({
  because: z.array(indexSchema),
});

/** A row whose layers stand in the answer's `layers`. */
export const packedRowSchema = permissionRowSchema.extend({
  layers: z.array(indexSchema),
});

/**
 * `GET /v1/entities/:kind/:namespace/:name/permissions?direction=` as it
 * travels. Rows have most of their layers and evidence in common, so each is
 * sent once and named by its place. Where a layer or its evidence says
 * `@identity`, it means the `identity` of the row that is read; a text that
 * begins with `@` by itself has one more of them.
 */
export const packedPermissionsSchema = permissionsFrameSchema.extend({
  items: z.array(packedRowSchema),
  layers: z.array(packedLayerSchema),
  evidence: z.array(evidenceSchema),
});

export type PackedLayer = z.infer<typeof packedLayerSchema>;
export type PackedPermissions = z.infer<typeof packedPermissionsSchema>;
