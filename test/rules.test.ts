import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { groupFindings } from '../pipelines/reports/group-findings.ts';
import { renderText } from '../pipelines/reports/text.ts';
import { rules } from '../pipelines/rules/list.ts';
import type { LocatedFinding } from '../schemas/types.ts';
import { repositoryRoot } from './support/estate.ts';
import { findingsOf, fixedText } from './support/rule-case.ts';

/** `npm run cases` rewrites the expectations: look at the difference before committing it. */
const isUpdate = process.env.KEYWRIGHT_UPDATE_CASES === '1';

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, { fix }) => {
  const folder = join(repositoryRoot, 'test/cases/rules', id);
  const cases = existsSync(folder) ? casesIn(folder) : [];

  test('has a good and a bad case', () => {
    expect(cases.map((name) => basename(name).replace(/[-.].*/, ''))).toEqual(expect.arrayContaining(['bad', 'good']));
  });

  test.each(cases)('%s', (name) => {
    const path = join(folder, name);
    const file = { path: name, text: readFileSync(path, 'utf8') };
    const findings = findingsOf(id, file);
    if (basename(name).startsWith('good')) {
      expect(findings).toEqual([]);
      return;
    }
    expect(findings).not.toEqual([]);
    expectFile(path.replace('.yaml', '.out'), findings.map(summaryOf).join(''));
    if (!findings.some(({ fixable }) => fixable)) return;
    const fixed = fixedText(id, file);
    expectFile(path.replace('.yaml', '.fixed.yaml'), fixed);
    expect(findingsOf(id, { ...file, text: fixed }).filter(({ fixable }) => fixable)).toEqual([]);
  });

  test('its page has a bad example with what is said of it, and a good one', () => {
    const page = join(repositoryRoot, 'docs/rules', `${id}.md`);
    const text = readFileSync(page, 'utf8');
    const bad = sectionOf(text, 'Bad');
    const good = sectionOf(text, 'Good');
    const output = outputOf(findingsOf(id, exampleOf(bad)));
    expect(output).not.toBe('');
    if (isUpdate)
      writeFileSync(
        page,
        text.replace(bad, () => bad.replace(/```text\n[\s\S]*?```/, () => `\`\`\`text\n${output}\n\`\`\``)),
      );
    else expect(blocksOf(bad, 'text')).toEqual([output]);
    expect(findingsOf(id, exampleOf(good))).toEqual([]);
  });

  test('is fixable in some case exactly if its fix is safe', () => {
    const isFixable = cases.some((name) =>
      findingsOf(id, { path: name, text: readFileSync(join(folder, name), 'utf8') }).some(({ fixable }) => fixable),
    );
    expect(isFixable).toBe(fix === 'safe');
  });
});

/** In folders too, for rules to which the path of a file matters. */
function casesIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /^(?:bad|good)[\w-]*\.yaml$/.test(basename(name)));
}

function summaryOf({ line, column, severity, environment, message, fixable }: LocatedFinding): string {
  return `${line}:${column} ${severity}${fixable ? ' fixable' : ''} ${environment ?? '-'}: ${message}\n`;
}

function expectFile(path: string, text: string): void {
  if (isUpdate) writeFileSync(path, text);
  expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : 'no such file; run: npm run cases');
}

function sectionOf(page: string, title: string): string {
  const section = page.split(/^(?=## )/m).find((part) => part.startsWith(`## ${title}\n`));
  return section ?? '';
}

function blocksOf(section: string, language: string): readonly string[] {
  return [...section.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  );
}

function exampleOf(section: string) {
  return { path: 'example.yaml', text: `${blocksOf(section, 'yaml').join('\n---\n')}\n` };
}

/** The findings as the text report has them, without the summary. */
function outputOf(findings: readonly LocatedFinding[]): string {
  const summary = { files: 0, secrets: 0, environments: 0, errors: 0, warnings: 0, infos: 0, waived: 0 };
  const report = { command: 'lint' as const, findings, staleFiles: [], summary };
  const blocks = renderText(report, { color: false, columns: 80 }).trimEnd().split('\n\n');
  return blocks.slice(0, groupFindings(findings).length).join('\n\n');
}
