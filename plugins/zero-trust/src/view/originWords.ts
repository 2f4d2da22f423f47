import { ObjectOrigin } from '@ztn/backstage-plugin-zero-trust-common';
import { Translate } from './Translate';

/** Who wrote an object, as far as the marks on it say. */
export function originWords(t: Translate, { writtenBy }: ObjectOrigin): string {
  return writtenBy
    ? t(`object.writtenBy.${writtenBy.type}`, { name: writtenBy.name })
    : t('object.writtenBy.unknown');
}
