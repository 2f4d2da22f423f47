import { EvidenceObject } from '@ztn/backstage-plugin-zero-trust-common';
import { notFound } from '../errors';
import { ownKeys } from '../ownKeys';
import { AskOptions, ParsedObjectQuery } from '../PostureService';
import { PostureParts } from '../PostureParts';
import { HIDDEN, textsIn } from '../redact';
import { sayingIn } from '../sayingIn';
import { isPolicy, refOf } from '../whatIf/changedObjects';
import { excerptOf } from './excerptOf';
import { NamedWorkloads, wordsIn } from './NamedWorkloads';

/**
 * An object that evidence about the entity names, cut down to the rule. Only
 * policies are given out, and only those that what the caller sees names; it
 * must not tell whether others exist. Words that stand for workloads which the
 * caller may not read are hidden in it.
 */
export async function askObject(
  parts: PostureParts,
  entityRef: string,
  { cluster, object: ref, path }: ParsedObjectQuery,
  { credentials }: AskOptions,
): Promise<EvidenceObject> {
  const entity = await parts.entities.read(entityRef, { credentials });
  const own = ownKeys(entity).get(cluster);
  const state = own && parts.store.get(cluster);
  const snapshot = state?.snapshot;
  if (!own || !state || !snapshot) throw noSuchObject(ref);

  const { policies } = await sayingIn(parts, state, snapshot, {
    own,
    credentials,
  });
  const object = policies.has(ref)
    ? snapshot.objects.find(o => isPolicy(o) && refOf(o) === ref)
    : undefined;
  if (!object) throw noSuchObject(ref);

  const { extent, excerpt, shortened } = excerptOf(object, path);
  const { apiVersion, kind, metadata, ...rules } = excerpt;
  const words = [...textsIn(rules)].flatMap(wordsIn);
  const named = new NamedWorkloads(snapshot.engine.snapshot, words);
  const view = await parts.peers.view(state, named.all(), { credentials, own });
  const isHidden = (text: string) =>
    wordsIn(text).some(word => named.isHidden(word, view.isVisible));
  return {
    cluster,
    object: ref,
    extent,
    excerpt: {
      apiVersion,
      kind,
      metadata,
      ...(withoutHidden(rules, isHidden) as object),
    },
    shortened,
    hidden: [...textsIn(rules)].filter(isHidden).length,
    origin: parts.origins.of(cluster, object),
  };
}

/** Hidden texts stand as such, in lists too: a list must not look shorter. */
function withoutHidden(
  value: unknown,
  isHidden: (text: string) => boolean,
): unknown {
  if (typeof value === 'string') return isHidden(value) ? HIDDEN : value;
  if (Array.isArray(value)) {
    return value.map(item => withoutHidden(item, isHidden));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      withoutHidden(inner, isHidden),
    ]),
  );
}

const noSuchObject = (ref: string) =>
  notFound(`no policy '${ref}' that what you see of this entity names`);
