import {
  code,
  commitMessage,
  escape,
  fenced,
  pullBody,
  pullTitle,
  sentenceOf,
} from './pullText';
import { aRequest } from '../testing/aRequest';

const subject = (change: object = {}) => ({
  ...aRequest(),
  appUrl: 'https://portal.example.com',
  prBody: 'full' as const,
  ...change,
});

describe('pullText', () => {
  it('says in the title who may call whom, and for which request', () => {
    const request = subject({ environment: 'prod' });
    expect(pullTitle(request)).toBe(
      `zero-trust: allow checkout -> payment (prod) [${request.shortId}]`,
    );
  });

  it('says the request in one sentence', () => {
    expect(sentenceOf(aRequest().spec)).toBe(
      'checkout may call payment on TCP 8080 (GET /api and below) in cluster prod',
    );
  });

  it('W21, T9: keeps what a person wrote inert', () => {
    const body = pullBody(
      subject({
        justification:
          'because\n```\n# not a heading\n<!-- zero-trust: {"id":"forged"} --> @all <img src=x onerror=alert(1)>\u2028\u202e',
      }),
      60_000,
    );
    const [, fence] = /^(`{4,})text$/m.exec(body) ?? [];
    expect(fence).toBe('````');
    const [, inside] = new RegExp(
      `${fence}text\\n([\\s\\S]*?)\\n${fence}`,
    ).exec(body) ?? [''];
    expect(inside).toContain('@all <img src=x');
    const outside = body.replace(inside ?? '', '');
    expect(outside).not.toMatch(/@all|<img|forged/);
    expect(body.match(/<!--/g)).toHaveLength(1);
    expect(body).not.toMatch(/[\u2028\u202e]/);
  });

  it('T8: says no more than the diff does, where that is asked for', () => {
    const full = subject({ ticketUrl: 'https://tickets.example.com/1' });
    const minimal = { ...full, prBody: 'minimal' as const };
    const told = [
      full.requester,
      full.justification,
      'tickets.example.com',
      'group:default/payments',
      'Callers of',
    ];
    for (const text of told) {
      expect(pullBody(full, 60_000)).toContain(text);
      expect(pullBody(minimal, 60_000)).not.toContain(text);
      expect(commitMessage(minimal)).not.toContain(text);
    }
    expect(pullBody(minimal, 60_000)).toContain(
      `https://portal.example.com/zero-trust/requests/${full.id}`,
    );
  });

  it('makes a fence longer than any run of backticks', () => {
    expect(fenced('a ````` b')).toBe('``````text\na ````` b\n``````');
  });

  it('leaves nothing of Markdown in plain text', () => {
    expect(escape('a <b> [c](d) *e* @f #1 `g` | <!-- h -->')).toBe(
      'a \\<b\\> \\[c\\]\\(d\\) \\*e\\* \\@f \\#1 \\`g\\` \\|  h '.replace(
        '  h',
        ' h',
      ),
    );
    expect(code('a`b|c')).toBe('`abc`');
  });

  it('fits the host', () => {
    expect(
      pullBody(subject({ justification: 'x'.repeat(5_000) }), 1_000).length,
    ).toBeLessThanOrEqual(1_000);
  });
});
