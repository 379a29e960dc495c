import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { renderGithub } from '../pipelines/reports/github.ts';
import { renderJson } from '../pipelines/reports/json.ts';
import { renderJunit } from '../pipelines/reports/junit.ts';
import { reportFormats } from '../pipelines/reports/list.ts';
import { renderMarkdown } from '../pipelines/reports/markdown.ts';
import { renderSarif } from '../pipelines/reports/sarif.ts';
import { renderText } from '../pipelines/reports/text.ts';
import { rules } from '../pipelines/rules/list.ts';
import type { LocatedFinding, Report, Severity } from '../schemas/types.ts';

const style = { color: false, columns: null };
const place = { file: 'secrets.d/a.yaml', document: 0, line: 3, column: 5, endLine: 3, endColumn: 12 };

function finding(change: Partial<LocatedFinding> = {}): LocatedFinding {
  return {
    rule: 'owner-required',
    severity: 'error',
    message: 'Set an owner.',
    ...place,
    pointer: '/spec/owner',
    secret: 'a',
    environment: 'prod',
    fixable: false,
    waived: null,
    help: 'docs/rules/owner-required.md',
    frame: { firstLine: 2, lines: ['spec:', '  owner: ""', 'x'], caretColumn: 3, caretLength: 5 },
    ...change,
  };
}

const waived = { file: 'secrets.d/w.yaml', line: 7, owner: 'team-a', reason: 'Until the move', expires: '2027-01-31' };

function report(findings: readonly LocatedFinding[], change: Partial<Report> = {}): Report {
  const count = (severity: Severity) =>
    findings.filter((one) => one.waived === null && one.severity === severity).length;
  const counts = { errors: count('error'), warnings: count('warning'), infos: count('info') };
  const summary = {
    files: 2,
    secrets: 1,
    environments: 2,
    ...counts,
    waived: findings.filter((one) => one.waived !== null).length,
  };
  return { command: 'lint', findings, staleFiles: [], summary, ...change };
}

const staleFiles = [{ path: 'manifests/a b.yaml', reason: 'changed', diff: '--- a\n+++ b\n-x\n+y\n' }] as const;

describe('text', () => {
  test('a finding has its place, a frame with a caret, and what to do', () => {
    expect(renderText(report([finding({ fixable: true })]), style)).toBe(`\
secrets.d/a.yaml:3:5 error Set an owner. [owner-required]
2 | spec:
3 |   owner: ""
  |   ^~~~~
4 | x
  = a in prod
  = fix: keywright lint --fix
  = help: keywright explain owner-required

1 error in 2 files (1 secret, 2 environments).
`);
  });

  test('environments share a finding; where they weigh differently, each says so', () => {
    const dev = finding({ environment: 'dev', severity: 'warning' });
    expect(renderText(report([dev, finding()]), style)).toContain('error Set an owner. [owner-required]');
    expect(renderText(report([dev, finding()]), style)).toContain('= a in dev (warning), prod (error)');
  });

  test('secrets that share a layer share its finding', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((secret) => finding({ secret }));
    expect(renderText(report(many), style)).toContain('  = a, b, c and 2 more in prod\n');
  });

  test('a waived finding is told in short, with its waiver', () => {
    const text = renderText(report([finding({ waived })]), style);
    expect(text).toContain(
      'secrets.d/a.yaml:3:5 waived [owner-required] a in prod, until 2027-01-31 by team-a: Until the move\n',
    );
    expect(text).not.toContain('^');
  });

  test('fits the width, wide characters and long lines included', () => {
    const frame = {
      firstLine: 9,
      lines: ['漢字'.repeat(40), `${'x'.repeat(300)} here`, ''],
      caretColumn: 302,
      caretLength: 4,
    };
    const wide = finding({ message: `${'漢字 '.repeat(50)}end.`, line: 10, endLine: 10, frame });
    for (const line of renderText(report([wide]), { color: false, columns: 80 }).split('\n')) {
      expect([...line].reduce((width, character) => width + (character > '\u2e80' ? 2 : 1), 0)).toBeLessThanOrEqual(80);
    }
  });

  test('lets no control or bidirectional character through', () => {
    const text = renderText(report([finding({ message: 'a\u001b[31mb\u202ec\r\nd' })]), style);
    expect(text).toContain('a\ufffd[31mb\ufffdc\ufffd\ufffdd');
  });

  test('colours only where they are asked for', () => {
    expect(renderText(report([finding()]), style)).not.toContain('\u001b');
    expect(renderText(report([finding()]), { color: true, columns: null })).toContain('\u001b[31merror\u001b[39m');
  });
});

describe('JSON', () => {
  test('is keywright.report/v1: these fields, in this order', () => {
    const parsed = JSON.parse(renderJson(report([finding({ waived })]), style));
    expect(Object.keys(parsed)).toEqual(['schema', 'command', 'findings', 'staleFiles', 'summary']);
    expect(parsed.findings).toEqual([
      {
        ...{ rule: 'owner-required', severity: 'error', message: 'Set an owner.', ...place, pointer: '/spec/owner' },
        ...{ secret: 'a', environment: 'prod', fixable: false, waived, help: 'docs/rules/owner-required.md' },
      },
    ]);
  });
});

describe('GitHub annotations', () => {
  test('name the place, and escape what a workflow command must not hold', () => {
    const odd = finding({ file: 'secrets.d/a,b:c%.yaml', message: '100% of\r\nit: a,b' });
    expect(renderGithub(report([odd]), style)).toBe(`\
::error file=secrets.d/a%2Cb%3Ac%25.yaml,line=3,endLine=3,col=5,endColumn=12,title=owner-required::100%25 of%0D%0Ait: a,b (a in prod)
1 error in 2 files (1 secret, 2 environments).
`);
  });

  test('no line of theirs can be another command', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (message, file) => {
        const many = Array.from({ length: 12 }, (_, line) =>
          finding({ message, file, line: line + 1, endLine: line + 1 }),
        );
        const lines = renderGithub(report(many), style).trimEnd().split('\n');
        expect(
          lines
            .filter((line) => line.trim().startsWith('::'))
            .every((line) => /^::(?:error|notice) [^\r]*$/.test(line)),
        ).toBe(true);
        expect(lines).toHaveLength(10 + 2 + 1 + 1);
      }),
    );
  });

  test('ten of a level are shown, errors first; the others are in the log and counted', () => {
    const of = (severity: Severity, count: number) =>
      Array.from({ length: count }, (_, line) =>
        finding({ severity, message: `An ${severity}.`, line: line + 1, endLine: line + 1 }),
      );
    const lines = renderGithub(report([...of('warning', 11), ...of('error', 13), ...of('info', 12)]), style).split(
      '\n',
    );
    const starting = (start: string) => lines.filter((line) => line.startsWith(start)).length;
    expect([starting('::error'), starting('::warning'), starting('::notice')]).toEqual([10, 10, 10]);
    expect(lines[0]).toMatch(/^::error .*,line=1,/);
    expect(lines.at(-3)).toBe(
      '::notice title=Keywright::3 more errors, 1 more warning, 3 more infos: GitHub shows 10 of each; the log of this step has all.',
    );
    expect(lines).toContain('error secrets.d/a.yaml:13 An error. (a in prod) [owner-required]');
  });

  test('waived findings are not annotated; stale files are', () => {
    const text = renderGithub(report([finding({ waived })], { staleFiles }), style);
    expect(text).toMatch(/^::error file=manifests\/a b\.yaml,title=stale-file::This generated file/);
    expect(text).not.toContain('owner-required');
  });
});

describe('SARIF', () => {
  const validate = sarifValidator();
  const parse = (one: Report) => JSON.parse(renderSarif(one, style));

  test('meets the official schema, whatever is found', () => {
    const every = rules.flatMap(({ id }) => [
      finding({ rule: id }),
      finding({ rule: id, severity: 'info', environment: null }),
    ]);
    for (const one of [report([]), report(every, { staleFiles })]) {
      validate(parse(one));
      expect(validate.errors).toBeNull();
    }
  });

  test('has what GitHub asks for: four edges of a region, fingerprints, help, a score; and no source', () => {
    const [run] = parse(report([finding(), finding({ waived, line: 9 })])).runs;
    expect(run.results).toHaveLength(1);
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'secrets.d/a.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 12 },
    });
    const [rule] = run.tool.driver.rules;
    expect(rule.id).toBe('owner-required');
    expect(rule.help.text).toContain('keywright explain owner-required');
    expect(Number(rule.properties['security-severity'])).toBeGreaterThan(0);
    expect(JSON.stringify(run)).not.toContain('snippet');
  });

  test('a fingerprint outlives edits elsewhere, and no two results share one', () => {
    const prints = (findings: readonly LocatedFinding[]) =>
      parse(report(findings)).runs[0].results.map(
        (result: { partialFingerprints: object }) => result.partialFingerprints,
      );
    expect(prints([finding()])).toEqual(prints([finding({ line: 99, endLine: 99, message: 'Reworded.' })]));
    const [one, two] = prints([finding(), finding({ message: 'Another at the same place.' })]);
    expect(one).not.toEqual(two);
  });

  test('paths are URIs, and 25,000 results are the limit, errors first', () => {
    const many = Array.from({ length: 25_001 }, (_, index) =>
      finding({ severity: index === 25_000 ? 'error' : 'warning', line: index + 1, endLine: index + 1 }),
    );
    const { results } = parse(report(many)).runs[0];
    expect(results).toHaveLength(25_000);
    expect(results[0].level).toBe('error');
    const [{ locations }] = parse(report([finding({ file: 'secrets.d/ä b#.yaml' })])).runs[0].results;
    expect(locations[0].physicalLocation.artifactLocation.uri).toBe('secrets.d/%C3%A4%20b%23.yaml');
  });
});

describe('JUnit', () => {
  test('errors fail, warnings pass with their text, waived findings are skipped', () => {
    const xml = renderJunit(
      report(
        [finding({ message: 'a < b & "c"' }), finding({ severity: 'warning', line: 4 }), finding({ waived, line: 5 })],
        { staleFiles },
      ),
      style,
    );
    expect(xml).toContain('<testsuite name="keywright lint" tests="4" failures="2" errors="0" skipped="1">');
    expect(xml).toContain('<failure type="owner-required" message="a &#60; b &#38; &#34;c&#34;">');
    expect(xml).toContain('<system-out>warning: secrets.d/a.yaml:4: Set an owner.</system-out>');
    expect(xml).toContain('<skipped message="waived: Until the move"/>');
  });

  test('nothing found is one test that passes', () => {
    expect(renderJunit(report([]), style)).toContain('tests="1" failures="0"');
  });

  test('holds no character that XML forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (message) => {
        const xml = renderJunit(report([finding({ message })]), style);
        expect([...xml].filter(isForbiddenInXml)).toEqual([]);
      }),
    );
  });
});

describe('Markdown', () => {
  test('a table of what is open, the waived folded away', () => {
    const text = renderMarkdown(report([finding(), finding({ waived, line: 4 })], { staleFiles }), style);
    expect(text).toContain('| :x: error | `secrets.d/a.yaml:3` | Set an owner. | `owner-required` | a in prod |');
    expect(text).toContain('<details><summary>1 waived</summary>');
    expect(text).toContain('| `manifests/a b.yaml` |');
  });

  test('no text breaks out of its cell', () => {
    fc.assert(
      fc.property(fc.string(), (message) => {
        const rows = renderMarkdown(report([finding({ message: `${message} | <b> @someone` })]), style).split('\n');
        const row = rows.find((line) => line.startsWith('| :x:')) ?? '';
        expect(row.split(/(?<!\\)\|/)).toHaveLength(7);
        expect(row).not.toMatch(/<b>|@someone/);
      }),
    );
  });
});

test('the same report gives the same bytes in every format', () => {
  const one = report([finding(), finding({ severity: 'info', line: 8 })], { staleFiles });
  for (const render of Object.values(reportFormats)) expect(render(one, style)).toBe(render(one, style));
});

/** XML 1.0 has no way at all to write these. */
function isForbiddenInXml(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code < 32 && !'\t\n\r'.includes(character)) || code === 0xfffe || code === 0xffff;
}

/** The schema of OASIS as the jest matchers of SARIF's authors carry it: draft 4, which differs only in `id`. */
function sarifValidator() {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
