import { join } from 'path';
import { parse } from 'yaml';
import { compile } from '../../evaluate/compile';
import { buildSnapshot } from '../../snapshot/buildSnapshot';
import {
  objectsOfFinding,
  readFindingFixtures,
} from '../../testing/findingFixtures';
import { findingsOf } from '../findingsOf';

const fixtures = readFindingFixtures(join(__dirname, 'fixtures'));

describe.each(fixtures.map(f => [f.code, f] as const))(
  '%s',
  (code, fixture) => {
    it.each(fixture.cases.map(c => [c.name, c] as const))('%s', (_name, c) => {
      const { cilium, istio } = fixture.facts ?? {};
      const snapshot = buildSnapshot({
        cluster: '',
        objects: objectsOfFinding(fixture, c),
        gaps: c.gaps,
        facts: {
          ...fixture.facts,
          ...c.facts,
          ...(istio && { istio: { ...istio, ...c.facts?.istio } }),
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
