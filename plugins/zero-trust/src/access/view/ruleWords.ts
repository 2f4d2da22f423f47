import type { AccessRule } from '@ztn/backstage-plugin-zero-trust-common';
import { Translate } from '../../view/Translate';

/** One rule in words: `TCP 8080: GET or POST /api and below`. */
export function ruleWords(
  t: Translate,
  { port, protocol, http }: AccessRule,
): string {
  const where = `${protocol} ${port}`;
  if (!http) return t('request.rule.all', { where });
  const paths = http.paths.map(({ type, value }) =>
    type === 'prefix' ? t('request.rule.below', { path: value }) : value,
  );
  return t('request.rule.http', {
    where,
    methods: http.methods.join(', ') || t('request.rule.anyMethod'),
    paths: paths.join(', ') || t('request.rule.anyPath'),
  });
}
