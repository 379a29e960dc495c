import { describe, expect, test } from '@jest/globals';
import { commands } from '../pipelines/commands/list.ts';
import { defineCommand } from '../pipelines/io/command-spec.ts';
import { type Command, EXIT, type Io } from '../pipelines/io/io.ts';
import {
  choice,
  flag,
  list,
  parsedList,
  parseOptions,
  share,
  text,
  wholeNumber,
  withDefault,
} from '../pipelines/io/options.ts';

const specs = {
  yes: flag('a flag'),
  out: text('<file>', 'a text'),
  env: list('<name>', 'texts'),
  policies: withDefault(choice('<which>', 'a choice', ['declared', 'all']), 'declared'),
  latency: wholeNumber('<ms>', 'a number', 100),
  errorRate: withDefault(share('<share>', 'a share'), 0),
  pullRequest: parsedList('<number>', 'numbers', Number),
};

describe('options', () => {
  test('that are not given have their defaults', () => {
    const { yes, out, env, policies, latency, errorRate, pullRequest } = parseOptions(specs, {});
    expect([yes, out, env, policies, latency, errorRate, pullRequest]).toEqual([
      ...[false, undefined, [], 'declared', undefined, 0, []],
    ]);
  });

  test('that are given have the values that their parsers make', () => {
    const given = { yes: true, out: '', env: ['a', 'b'], policies: 'all', latency: '100', errorRate: '0.5' };
    expect(parseOptions(specs, { ...given, pullRequest: ['1', '2'] })).toEqual({
      ...{ yes: true, out: '', env: ['a', 'b'], policies: 'all', latency: 100, errorRate: 0.5, pullRequest: [1, 2] },
    });
  });

  test.each([
    [{ policies: 'some' }, '--policies takes declared or all, not "some".'],
    [{ policies: '' }, '--policies takes declared or all, not "".'],
    [{ latency: '101' }, '--latency takes a whole number up to 100, not "101".'],
    [{ latency: '1.5' }, '--latency takes a whole number up to 100, not "1.5".'],
    [{ errorRate: ' ' }, '--error-rate takes a share from 0 to 1, not " ".'],
    [{ errorRate: '1.01' }, '--error-rate takes a share from 0 to 1, not "1.01".'],
  ])('%j is wrong usage', (given, message) => {
    expect(() => parseOptions(specs, given)).toThrow(expect.objectContaining({ message, status: EXIT.usage }));
  });

  test('wrong ones are refused before the command is loaded', async () => {
    const load = () => Promise.reject(new Error('loaded'));
    const spec = defineCommand({ name: 'a', summary: '', options: specs, formats: ['text'], load });
    const given = { arguments: [], global: { root: '.', format: 'text', local: false } } as const;
    const io = {} as Io;
    await expect(spec.run({ ...given, options: { latency: 'x' } }, io)).rejects.toThrow('--latency takes');
    await expect(spec.run({ ...given, options: {} }, io)).rejects.toThrow('loaded');
  });

  test('the compiler refuses a command that wants an option which its entry does not declare', () => {
    const wants: Command<typeof specs> = async ({ options: { latency } }) => latency ?? 0;
    const entry = { name: 'a', summary: '', formats: ['text'] } as const;
    defineCommand({ ...entry, options: specs, load: async () => wants });
    // @ts-expect-error: `latency` is missing
    defineCommand({ ...entry, options: { yes: specs.yes }, load: async () => wants });
    // @ts-expect-error: `latency` is a text here
    defineCommand({ ...entry, options: { ...specs, latency: specs.out }, load: async () => wants });
    // @ts-expect-error: there is no such option
    defineCommand({ ...entry, options: specs, anywhere: 'manifest', load: async () => wants });
  });

  test('of commands have no name that every command has already', () => {
    const general = ['dir', 'format', 'output', 'local', 'now', 'color', 'help', 'version'];
    const names = commands.flatMap(({ name, options }) => Object.keys(options).map((option) => `${name} ${option}`));
    expect(names.filter((name) => general.includes(name.split(' ').at(-1) ?? ''))).toEqual([]);
  });
});
