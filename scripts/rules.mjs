// Writes what follows from the list of rules: schemas/rules.schema.json, the facts on every page of docs/rules, and the
// table in docs/rules/README.md. With --check it changes nothing and exits with 1 if something is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const isCheck = process.argv.includes('--check');
const rules = await loadRules();

const SEVERITIES = ['info', 'warning', 'error'];
const CATEGORIES = {
  declarations: 'The declarations themselves',
  plaintext: 'Values in plain text',
  aws: 'What AWS refuses or misreads',
  rotation: 'Rotation',
  recovery: 'Recovery and life cycle',
  encryption: 'Encryption and replication',
  access: 'Access, tags, names, cost',
  kubernetes: 'Kubernetes',
  waivers: 'Waivers',
};

updateJson('schemas/rules.schema.json', rulesSchema());
for (const rule of rules)
  updateText(`docs/rules/${rule.id}.md`, (page) => fill(page, { facts: facts(rule), waiving: waiving(rule) }));
updateText('docs/rules/README.md', (page) => fill(page, { table: table() }));

/** The sources are TypeScript, which Node 20 can't load directly. */
async function loadRules() {
  const entry = `${root}pipelines/rules/list.ts`;
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return module.rules;
}

function rulesSchema() {
  const ids = rules.map(({ id }) => id);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://keywright.dev/schemas/v1/rules.schema.json',
    title: 'Rules',
    description: 'The ids and settings of the lint rules. Generated from pipelines/rules/list.ts by npm run docs.',
    $defs: {
      ruleId: {
        description: 'Id of a rule, as its findings print it.',
        type: 'string',
        enum: ids,
        'x-rule': 'unknown-reference',
      },
      change: setting({ waivable: true, severity: {} }),
      fixed: setting({ waivable: false, severity: { normal: 'error' } }),
      settings: {
        description: "Rules switched off or changed, by rule id. Rules that can't be waived can't be weakened either.",
        type: 'object',
        additionalProperties: false,
        'x-rule': 'unknown-reference',
        properties: Object.fromEntries(rules.map((rule) => [rule.id, property(rule)])),
        examples: [{ 'consolidate-secrets': 'off', 'required-tags': { severity: 'error' } }],
      },
    },
  };
}

/** Rules without options share one schema: validators are compiled ahead, and each copy would be code to load. */
function property(rule) {
  if (rule.options !== undefined || (!rule.waivable && rule.severity.normal !== 'error')) return setting(rule);
  return { description: rule.title, $ref: rule.waivable ? '#/$defs/change' : '#/$defs/fixed' };
}

function setting({ title = 'How a rule is changed.', waivable, severity, options }) {
  const least = waivable ? 0 : SEVERITIES.indexOf(severity.normal);
  const properties = {
    severity: {
      description: 'Severity of the findings, in every tier and preset.',
      type: 'string',
      enum: SEVERITIES.slice(least),
      ...(waivable ? {} : { errorMessage: "A rule that can't be waived can't be weakened; remove this." }),
    },
    ...(options === undefined ? {} : { options: { description: 'Options of the rule.', ...options } }),
  };
  const shape = waivable ? { type: ['string', 'object'], pattern: '^off$' } : { type: 'object' };
  const errorMessage = waivable
    ? 'Write off, or a mapping with severity.'
    : "A rule that can't be waived can't be switched off; remove this.";
  return { description: title, ...shape, errorMessage, additionalProperties: false, properties };
}

function facts(rule) {
  const { title, severity, fix, waivable, alsoKnownAs, options } = rule;
  const rows = [
    ['Severity', severityText(severity)],
    ['Runs', whereItRuns(rule)],
    ['Fix', { safe: '`keywright lint --fix`', suggested: 'as the message suggests', none: 'takes a decision' }[fix]],
    ['Can be waived', waivable ? 'yes' : 'no'],
    ...(alsoKnownAs.length > 0 ? [['Also known as', alsoKnownAs.join(', ')]] : []),
  ];
  const optionRows = Object.entries(options?.properties ?? {}).map(([name, { description, examples }]) => [
    `Option \`${name}\``,
    `${description} Example: \`${JSON.stringify(examples[0])}\``,
  ]);
  const lines = [...rows, ...optionRows].map(([name, text]) => `- ${name}: ${text}`);
  return ['', title, '', ...lines, '', ''].join('\n');
}

function severityText({ normal, production, strict }) {
  const inProduction = production === undefined ? '' : `, ${production} in production`;
  return `${normal}${inProduction}${strict === undefined ? '' : `, ${strict} in the preset strict`}`;
}

function whereItRuns({ phase, checkManifest }) {
  if (phase === 'plan') return 'in `plan` and `drift`: it needs what AWS says';
  if (phase === 'manifests') return 'in `lint --manifests`';
  return `in \`check\` and \`lint\`${checkManifest === undefined ? '' : ', and in `lint --manifests`'}`;
}

function waiving({ id, waivable, sources }) {
  const example = [
    'In a document of `kind: Waivers`, for as long as the Policy allows:',
    '',
    '```yaml',
    `- rule: ${id}`,
    '  secret: NAME # leave it out where the finding is on an Environment, a Cluster or a manifest',
    '  environments: [prod]',
    '  reason: why it may stay as it is for now',
    '  owner: the team that will resolve it',
    '  expires: 2027-01-31',
    '```',
  ];
  const how = waivable ? example : ["This rule can't be waived, and the Policy can't weaken it."];
  const links = sources.length > 0 ? ['## Sources', '', ...sources.map((url) => `- <${url}>`), ''] : [];
  return ['', '## How to waive it', '', ...how, '', ...links, ''].join('\n');
}

function table() {
  const sections = Object.entries(CATEGORIES).flatMap(([category, title]) => {
    const rows = rules
      .filter((rule) => rule.category === category)
      .map((rule) => {
        const marks = [
          rule.fix === 'safe' ? 'fix' : '',
          rule.waivable ? '' : 'not waivable',
          rule.phase === 'check' ? '' : rule.phase,
        ];
        return `| [${rule.id}](${rule.id}.md) | ${severityText(rule.severity)} | ${rule.title} | ${marks.filter(Boolean).join(', ')} | ${rule.alsoKnownAs.join(', ')} |`;
      });
    return [`## ${title}`, '', '| Rule | Severity | Reports | | Also known as |', '|---|---|---|---|---|', ...rows, ''];
  });
  return ['', `${rules.length} rules.`, '', ...sections, ''].join('\n');
}

function fill(page, parts) {
  return page.replaceAll(
    /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_whole, start, name, end) => `${start}${parts[name]}${end}`,
  );
}

function updateText(path, change) {
  if (!existsSync(root + path)) return stale(path, 'is missing; write it, with the sections of the other pages');
  const before = readFileSync(root + path, 'utf8');
  const after = change(before);
  if (after === before) return;
  if (isCheck) stale(path, 'is stale; run: npm run docs');
  else writeFileSync(root + path, after);
}

function updateJson(path, value) {
  const before = existsSync(root + path) ? readFileSync(root + path, 'utf8') : '';
  if (before !== '' && JSON.stringify(JSON.parse(before)) === JSON.stringify(value)) return;
  if (isCheck) stale(path, 'is stale; run: npm run docs');
  else writeFileSync(root + path, `${JSON.stringify(value, null, 2)}\n`);
}

function stale(path, what) {
  console.error(`${path} ${what}`);
  process.exitCode = 1;
}
