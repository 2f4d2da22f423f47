import { join } from 'path';
import { parse } from 'yaml';
import { compile } from '../../evaluate/compile';
import { buildSnapshot } from '../../snapshot/buildSnapshot';
import { objectsOf } from '../../testing/fixtures';
import { readFindingFixtures } from '../../testing/findingFixtures';
import { findingsOf } from '../findingsOf';

const fixtures = readFindingFixtures(join(__dirname, 'fixtures'));

describe.each(fixtures.map(f => [f.code, f] as const))(
  '%s',
  (code, fixture) => {
    it.each(fixture.cases.map(c => [c.name, c] as const))('%s', (_name, c) => {
      const { cilium } = fixture.facts ?? {};
      const snapshot = buildSnapshot({
        cluster: '',
        objects: [...objectsOf(fixture.given), ...objectsOf(c.given)],
        gaps: c.gaps,
        facts: {
          ...fixture.facts,
          ...c.facts,
          ...(cilium && { cilium: { ...cilium, ...c.facts?.cilium } }),
        },
        parseYaml: parse,
      });
      const found = findingsOf(compile(snapshot)).filter(f => f.code === code);
      expect(found).toEqual(
        c.want.map(want => ({ code, params: {}, ...want })),
      );
    });
  },
);
