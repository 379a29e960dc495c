import { dirname, join, normalize } from 'node:path';

/** A folder of the sources and everything below it, except for folders that are rooms themselves. */
export type Room = {
  readonly path: string;
  readonly holds: string;
  /** Rooms that it is allowed to import; each comes before it in the table, so that there are no cycles. */
  readonly imports: readonly string[];
};

const room = (path: string, holds: string, ...imports: readonly string[]): Room => ({ path, holds, imports });

const JSON_ROOMS = ['schemas', 'schemas/json'];
const STAGES = 'pipelines/declarations';

/** Every room from the bottom up. ARCHITECTURE.md shows the same table; `npm run docs` writes it there. */
export const ROOMS: readonly Room[] = [
  room('schemas/json', 'JSON values, pointers, objects, canonical text, grouping'),
  room('schemas', 'the shape of data, at rest (JSON Schemas) and in flight (types)', 'schemas/json'),
  room('schemas/aws', "AWS's Regions, partitions, limits, schedules, policy statements", ...JSON_ROOMS),
  room('schemas/kubernetes', 'schemas of manifests, Go durations, defaults of refreshing', 'schemas'),
  room('schemas/secret-types', 'one file per secret type', 'schemas'),
  room(
    'generators',
    'from the resolved estate to files; one folder per target',
    ...[...JSON_ROOMS, 'schemas/kubernetes', 'schemas/secret-types'],
  ),
  room('runtime/local', 'the embedded AWS endpoint', 'schemas/aws'),
  room(STAGES, 'from text to estate: read, parse, validate, resolve', ...JSON_ROOMS, 'schemas/secret-types'),
  room('pipelines/masking', 'what no output may show', ...JSON_ROOMS, 'schemas/secret-types', STAGES),
  room('pipelines/manifests', 'manifests that others wrote', ...JSON_ROOMS, 'schemas/kubernetes', STAGES),
  room(
    'pipelines/plan',
    'from estate and observed state to a plan; pure',
    ...[...JSON_ROOMS, 'schemas/aws', 'schemas/kubernetes', 'schemas/secret-types', STAGES],
  ),
  room(
    'pipelines/rules',
    'one file per lint rule',
    ...[...JSON_ROOMS, 'schemas/aws', 'schemas/kubernetes', 'schemas/secret-types'],
    ...[STAGES, 'pipelines/masking', 'pipelines/manifests', 'pipelines/plan'],
  ),
  room(
    'pipelines/lint',
    'runs rules; waivers, baseline, fixes',
    ...JSON_ROOMS,
    STAGES,
    'pipelines/manifests',
    'pipelines/rules',
  ),
  room(
    'pipelines/generate',
    'runs generators; header, stale files, the one writer of files',
    ...['schemas', 'schemas/kubernetes', 'generators', STAGES, 'pipelines/masking'],
  ),
  room('pipelines/aws/session', 'clients, identity, quotas, failures and advice', ...JSON_ROOMS),
  room('pipelines/aws/observe', 'reads metadata', ...JSON_ROOMS, 'pipelines/plan', 'pipelines/aws/session'),
  room(
    'pipelines/aws/value',
    'the only room that holds a value',
    ...[...JSON_ROOMS, 'schemas/secret-types', STAGES, 'pipelines/plan', 'pipelines/aws/session'],
  ),
  room(
    'pipelines/aws/actions',
    'one file per action of a plan',
    ...['schemas', 'pipelines/plan', 'pipelines/aws/session', 'pipelines/aws/observe', 'pipelines/aws/value'],
  ),
  room(
    'pipelines/aws',
    'plans and applies an estate',
    ...['schemas', 'schemas/aws', 'pipelines/plan', 'pipelines/aws/session', 'pipelines/aws/observe'],
    ...['pipelines/aws/value', 'pipelines/aws/actions'],
  ),
  room(
    'pipelines/import',
    'declares secrets that exist',
    ...[...JSON_ROOMS, 'schemas/kubernetes', STAGES, 'pipelines/manifests', 'pipelines/plan'],
    ...['pipelines/aws/session', 'pipelines/aws/observe', 'pipelines/aws/value'],
  ),
  room('pipelines/iam', 'the policies of the plan and apply roles', ...JSON_ROOMS, 'schemas/aws', 'pipelines/plan'),
  room('pipelines/io', 'what a command may touch, its options and errors'),
  room('pipelines/init', 'scaffolds a repository', 'schemas'),
  room(
    'pipelines/reports',
    'places findings on lines; one file per format',
    ...[...JSON_ROOMS, STAGES, 'pipelines/masking', 'pipelines/plan', 'pipelines/rules', 'pipelines/io'],
  ),
  room('pipelines/git', 'reads the repository', 'schemas', STAGES, 'pipelines/io'),
  room(
    'pipelines/github',
    'comments, check runs, issues, artifacts',
    ...['schemas', 'pipelines/plan', 'pipelines/reports', 'pipelines/io'],
  ),
  room(
    'pipelines/commands',
    'lists of stages',
    ...['schemas', 'generators', 'runtime/local', STAGES, 'pipelines/masking', 'pipelines/manifests', 'pipelines/plan'],
    ...['pipelines/rules', 'pipelines/lint', 'pipelines/generate', 'pipelines/aws', 'pipelines/aws/session'],
    ...['pipelines/aws/observe', 'pipelines/aws/value', 'pipelines/import', 'pipelines/iam', 'pipelines/init'],
    ...['pipelines/reports', 'pipelines/io', 'pipelines/git', 'pipelines/github'],
  ),
  room(
    'pipelines/cli',
    'the entry point of the command line',
    ...['runtime/local', STAGES, 'pipelines/reports', 'pipelines/io', 'pipelines/commands'],
  ),
  room(
    'pipelines/action',
    'the entry point of the GitHub action',
    ...['schemas', STAGES, 'pipelines/lint', 'pipelines/reports', 'pipelines/io', 'pipelines/git'],
    ...['pipelines/github', 'pipelines/commands'],
  ),
];

/** A source file and the relative modules that it imports, as paths from the root. */
export type Source = { readonly path: string; readonly imports: readonly string[] };

/**
 * Violations between the rooms: imports that the table forbids, permissions that nothing uses, files without a room.
 */
export function wrongBetweenRooms(sources: readonly Source[], rooms: readonly Room[]): readonly string[] {
  const used = new Set<string>();
  const wrong = sources.flatMap(({ path, imports }) => {
    const own = roomOf(path, rooms);
    if (own === undefined) return [`${path} is in no room; add one to test/support/rooms.ts`];
    return imports.flatMap((target) => {
      const other = roomOf(target, rooms);
      // package.json is in no room, and has the version that is printed.
      if (other === own || target === 'package.json') return [];
      used.add(`${own.path} -> ${other?.path}`);
      return other !== undefined && own.imports.includes(other.path)
        ? []
        : [`${path} imports ${target}, which the table of rooms forbids`];
    });
  });
  return [...wrong, ...rooms.flatMap((one, index) => faultsOf(one, rooms.slice(0, index), used))];
}

function faultsOf({ path, imports }: Room, below: readonly Room[], used: ReadonlySet<string>): readonly string[] {
  const known = new Set(below.map((one) => one.path));
  return imports.flatMap((target) => [
    ...(known.has(target) ? [] : [`the room ${path} may import ${target}, which is not below it`]),
    ...(used.has(`${path} -> ${target}`) ? [] : [`the room ${path} may import ${target}, and doesn't; take that out`]),
  ]);
}

function roomOf(path: string, rooms: readonly Room[]): Room | undefined {
  const folders = rooms.filter((one) => path.startsWith(`${one.path}/`));
  return folders.toSorted((a, b) => b.path.length - a.path.length)[0];
}

/** Circles of imports between files, each named once by its first file in the order given. */
export function importCycles(sources: readonly Source[]): readonly string[] {
  const imports = new Map(sources.map((source) => [source.path, source.imports]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path);
    if (start !== -1) cycles.push([...trail.slice(start), path].join(' -> '));
    if (start !== -1 || done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return cycles;
}

/** Relative imports of a source text, as paths from the root. */
export function importsOf(path: string, text: string): readonly string[] {
  const targets = text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g);
  return [...targets].map(([, target = '']) => normalize(join(dirname(path), target)));
}

/** The table in the form that ARCHITECTURE.md has. */
export function roomTable(rooms: readonly Room[]): string {
  const cells = rooms.map(({ path, holds, imports }) => [`\`${path}/\``, holds, imports.join(', ') || 'nothing']);
  const rows = [['room', 'holds', 'may import'], ...cells];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [
    line(rows[0] ?? []),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.slice(1).map(line),
  ].join('\n');
}
