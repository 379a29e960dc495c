import type { Aws, Fields } from './aws.ts';
import { api, type Behaviour, from, guide } from './behaviour.ts';
import { absent, create, equal, get, holds, list, pages, record, schedule } from './expect.ts';

/** Creates secrets `<name>-<suffix>` in order. */
async function createAll(aws: Aws, secrets: Readonly<Record<string, Fields>>): Promise<void> {
  for (const [suffix, input] of Object.entries(secrets)) {
    await aws.ok('CreateSecret', { Name: `${aws.name}-${suffix}`, ...input });
    // Sorting by date needs dates that differ.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The suffixes of this behaviour's secrets that a list shows, in its order. */
async function suffixes(aws: Aws, input: Fields = {}): Promise<readonly string[]> {
  const found = (await pages(aws, 'ListSecrets', input, 'SecretList')).map(({ Name }) => String(Name));
  return found.filter((name) => name.startsWith(`${aws.name}-`)).map((name) => name.slice(aws.name.length + 1));
}

const mine = (aws: Aws) => ({ Key: 'name', Values: [`${aws.name}-`] });
const sorted = async (names: Promise<readonly string[]>) => [...(await names)].sort();

export const lists: readonly Behaviour[] = [
  ...from(api('ListSecrets'), {
    'an entry has what DescribeSecret has, its versions under SecretVersionsToStages': async (aws) => {
      const Tags = [{ Key: 'k', Value: 'v' }];
      const { ARN, VersionId } = await create(aws, { SecretString: 'x', Description: 'd', Tags });
      const { SecretList } = await aws.ok('ListSecrets', { Filters: [{ Key: 'name', Values: [aws.name] }] });
      const [{ CreatedDate, LastChangedDate, ...entry } = { CreatedDate: 0, LastChangedDate: 0 }] = list(SecretList);
      equal([typeof CreatedDate, typeof LastChangedDate], ['number', 'number']);
      equal(entry, {
        ...{ ARN, Name: aws.name, Description: 'd', Tags },
        SecretVersionsToStages: { [String(VersionId)]: ['AWSCURRENT'] },
      });
    },
    'secrets that are scheduled for deletion are left out unless asked for': async (aws) => {
      await createAll(aws, { a: {}, b: {} });
      await aws.ok('DeleteSecret', { SecretId: `${aws.name}-a` });
      equal(await suffixes(aws, { Filters: [mine(aws)] }), ['b']);
      equal(await sorted(suffixes(aws, { Filters: [mine(aws)], IncludePlannedDeletion: true })), ['a', 'b']);
    },
    'a planned deletion shows its date': async (aws) => {
      await create(aws);
      await schedule(aws);
      const Filters = [{ Key: 'name', Values: [aws.name] }];
      const { SecretList } = await aws.ok('ListSecrets', { Filters, IncludePlannedDeletion: true });
      equal(typeof list(SecretList)[0]?.DeletedDate, 'number');
    },
    'pages hold as many as asked for, and the last has no NextToken': async (aws) => {
      await createAll(aws, { a: {}, b: {}, c: {} });
      const input = { Filters: [mine(aws)], MaxResults: 2 };
      const first = await aws.ok('ListSecrets', input);
      equal(list(first.SecretList).length, 2);
      const second = await aws.ok('ListSecrets', { ...input, NextToken: first.NextToken });
      equal(list(second.SecretList).length, 1);
      absent(second, 'NextToken');
    },
    'at most 100 results can be asked for': async (aws) => {
      await aws.ok('ListSecrets', { MaxResults: 100 });
      for (const MaxResults of [0, 101]) {
        await aws.fails('ListSecrets', { MaxResults }, 'ValidationException', 'InvalidParameterException');
      }
    },
    'a token that is none is an InvalidNextTokenException': (aws) =>
      aws.fails('ListSecrets', { NextToken: 'none' }, 'InvalidNextTokenException'),
    'secrets are listed by date of creation, ascending or descending': async (aws) => {
      await createAll(aws, { c: {}, a: {}, b: {} });
      equal(await suffixes(aws, { Filters: [mine(aws)], SortOrder: 'asc' }), ['c', 'a', 'b']);
      equal(await suffixes(aws, { Filters: [mine(aws)], SortOrder: 'desc' }), ['b', 'a', 'c']);
    },
    'SortBy name sorts by name': async (aws) => {
      await createAll(aws, { c: {}, a: {}, b: {} });
      const input = { Filters: [mine(aws)], SortBy: 'name', SortOrder: 'asc' };
      equal(await suffixes(aws, input), ['a', 'b', 'c']);
      equal(await suffixes(aws, { ...input, SortOrder: 'desc', MaxResults: 1 }), ['c', 'b', 'a']);
    },
    'SortBy last-changed-date sorts by the last change': async (aws) => {
      await createAll(aws, { a: {}, b: {}, c: {} });
      await aws.ok('UpdateSecret', { SecretId: `${aws.name}-a`, Description: 'x' });
      const input = { Filters: [mine(aws)], SortBy: 'last-changed-date', SortOrder: 'asc' };
      equal(await suffixes(aws, input), ['b', 'c', 'a']);
    },
    'SortBy last-accessed-date sorts by the last read': async (aws) => {
      await createAll(aws, { a: { SecretString: 'x' }, b: {} });
      await get(aws, { SecretId: `${aws.name}-a` });
      const input = { Filters: [mine(aws)], SortBy: 'last-accessed-date' };
      equal(await suffixes(aws, { ...input, SortOrder: 'desc' }), ['a', 'b']);
      equal(await suffixes(aws, { ...input, SortOrder: 'asc' }), ['b', 'a']);
    },
    'other orders are refused': async (aws) => {
      await aws.fails('ListSecrets', { SortBy: 'size' }, 'ValidationException', 'InvalidParameterException');
      await aws.fails('ListSecrets', { SortOrder: 'up' }, 'ValidationException', 'InvalidParameterException');
    },
    'at most 10 filters are taken': async (aws) => {
      const filter = mine(aws);
      await aws.ok('ListSecrets', { Filters: Array(10).fill(filter) });
      await aws.fails(
        'ListSecrets',
        { Filters: Array(11).fill(filter) },
        'ValidationException',
        'InvalidParameterException',
      );
    },
    'values are never listed': async (aws) => {
      await create(aws, { SecretString: 'a value of its own' });
      const { text } = await aws.call('ListSecrets', {});
      holds(!text.includes('a value of its own'), 'no value is there');
    },
  }),
  ...from(api('Filter'), {
    'name matches the start, with its case': async (aws) => {
      await createAll(aws, { Data: {}, data: {}, MyData: {} });
      equal(await suffixes(aws, { Filters: [{ Key: 'name', Values: [`${aws.name}-Da`] }] }), ['Data']);
      equal(await suffixes(aws, { Filters: [{ Key: 'name', Values: ['Data'] }] }), []);
    },
    'description ignores case': async (aws) => {
      await createAll(aws, { a: { Description: 'Kafka brokers' }, b: { Description: 'other' }, c: {} });
      const Filters = [mine(aws), { Key: 'description', Values: ['kafka BRO'] }];
      equal(await suffixes(aws, { Filters }), ['a']);
    },
    'tag-key matches the start, with its case': async (aws) => {
      const tagged = (Key: string) => ({ Tags: [{ Key, Value: 'v' }] });
      await createAll(aws, { a: tagged('Environment'), b: tagged('environment'), c: tagged('MyEnv') });
      equal(await suffixes(aws, { Filters: [mine(aws), { Key: 'tag-key', Values: ['Env'] }] }), ['a']);
    },
    'tag-value matches the start, with its case': async (aws) => {
      const tagged = (Value: string) => ({ Tags: [{ Key: 'k', Value }] });
      await createAll(aws, { a: tagged('Production'), b: tagged('production'), c: {} });
      equal(await suffixes(aws, { Filters: [mine(aws), { Key: 'tag-value', Values: ['Prod'] }] }), ['a']);
    },
    'all looks for words everywhere and ignores case': async (aws) => {
      await createAll(aws, {
        a: { Description: 'holds a Quokka' },
        b: { Tags: [{ Key: 'animal', Value: 'quokka' }] },
        QUOKKA: {},
        d: { Description: 'none' },
      });
      const Filters = [mine(aws), { Key: 'all', Values: ['quokka'] }];
      equal(await sorted(suffixes(aws, { Filters })), ['QUOKKA', 'a', 'b']);
    },
    'primary-region matches replicas and what they replicate': async (aws) => {
      await create(aws, { SecretString: 'x', AddReplicaRegions: [{ Region: 'eu-west-1' }] });
      const Filters = [
        { Key: 'name', Values: [aws.name] },
        { Key: 'primary-region', Values: [aws.target.region] },
      ];
      for (const where of [aws, aws.in('eu-west-1')]) {
        await where.eventually(async () => {
          const [entry] = list((await where.ok('ListSecrets', { Filters })).SecretList);
          equal(record(entry).PrimaryRegion, aws.target.region);
        });
      }
    },
    'owning-service matches only what a service created': async (aws) => {
      await createAll(aws, { a: {} });
      equal(await suffixes(aws, { Filters: [mine(aws), { Key: 'owning-service', Values: ['rds'] }] }), []);
    },
    'an exclamation mark negates': async (aws) => {
      await createAll(aws, { a: { Tags: [{ Key: 'k', Value: 'v' }] }, b: {} });
      equal(await suffixes(aws, { Filters: [mine(aws), { Key: 'tag-key', Values: ['!k'] }] }), ['b']);
      equal(await suffixes(aws, { Filters: [mine(aws), { Key: 'name', Values: [`!${aws.name}-a`] }] }), ['b']);
    },
    'several values are alternatives': async (aws) => {
      await createAll(aws, { a: {}, b: {}, c: {} });
      const Values = [`${aws.name}-a`, `${aws.name}-c`];
      equal(await suffixes(aws, { Filters: [{ Key: 'name', Values }] }), ['a', 'c']);
    },
    'several filters must all hold': async (aws) => {
      await createAll(aws, { a: { Description: 'x' }, b: { Description: 'x', Tags: [{ Key: 'k', Value: 'v' }] } });
      const Filters = [mine(aws), { Key: 'description', Values: ['x'] }, { Key: 'tag-key', Values: ['k'] }];
      equal(await suffixes(aws, { Filters }), ['b']);
    },
    'an unknown key is refused': (aws) =>
      aws.fails(
        'ListSecrets',
        { Filters: [{ Key: 'size', Values: ['1'] }] },
        'ValidationException',
        'InvalidParameterException',
      ),
    'a filter has 1 to 10 values': async (aws) => {
      for (const Values of [[], Array(11).fill('x')]) {
        const wrong = { Filters: [{ Key: 'name', Values }] };
        await aws.fails('ListSecrets', wrong, 'ValidationException', 'InvalidParameterException');
      }
    },
    'a value has none but the allowed characters': (aws) =>
      aws.fails(
        'ListSecrets',
        { Filters: [{ Key: 'name', Values: ['a*'] }] },
        'ValidationException',
        'InvalidParameterException',
      ),
  }),
  ...from(guide('manage_search-secret'), {
    'the words of a description may stand anywhere': async (aws) => {
      await createAll(aws, {
        a: { Description: 'My basic description' },
        b: { Description: 'Description of my secret' },
        c: { Description: 'mine' },
      });
      const Filters = [mine(aws), { Key: 'description', Values: ['My Description'] }];
      equal(await sorted(suffixes(aws, { Filters })), ['a', 'b']);
    },
    'words end at punctuation, at a capital and between letters and digits': async (aws) => {
      await createAll(aws, { a: { Description: 'wombat' }, b: { Description: '892' }, c: { Description: 'none' } });
      const Filters = [mine(aws), { Key: 'all', Values: ['credsWombat/892'] }];
      equal(await sorted(suffixes(aws, { Filters })), ['a', 'b']);
    },
    'only secrets of the Region are listed': async (aws) => {
      await createAll(aws, { a: {} });
      equal(await suffixes(aws.in('eu-central-1'), { Filters: [mine(aws)] }), []);
    },
  }),
  ...from(api('BatchGetSecretValue'), {
    'values come with what could not be read beside them': async (aws) => {
      await createAll(aws, { a: { SecretString: 'x' }, b: {} });
      const SecretIdList = [`${aws.name}-a`, `${aws.name}-b`, `${aws.name}-c`];
      const { SecretValues, Errors } = await aws.ok('BatchGetSecretValue', { SecretIdList });
      equal(
        list(SecretValues).map(({ SecretString, VersionStages }) => [SecretString, VersionStages]),
        [['x', ['AWSCURRENT']]],
      );
      equal(
        list(Errors).map(({ SecretId, ErrorCode }) => [SecretId, ErrorCode]),
        SecretIdList.slice(1).map((id) => [id, 'ResourceNotFoundException']),
      );
    },
    'a secret in its recovery window is an error of its own': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await schedule(aws);
      const { Errors } = await aws.ok('BatchGetSecretValue', { SecretIdList: [aws.name] });
      equal(
        list(Errors).map(({ ErrorCode }) => ErrorCode),
        ['InvalidRequestException'],
      );
    },
    'filters choose secrets, page by page': async (aws) => {
      await createAll(aws, { a: { SecretString: '1' }, b: { SecretString: '2' }, c: { SecretString: '3' } });
      const input = { Filters: [mine(aws)], MaxResults: 2 };
      const first = await aws.ok('BatchGetSecretValue', input);
      const second = await aws.ok('BatchGetSecretValue', { ...input, NextToken: first.NextToken });
      const read = [first, second]
        .flatMap(({ SecretValues }) => list(SecretValues))
        .map(({ SecretString }) => SecretString);
      equal(read.sort(), ['1', '2', '3']);
    },
    'ids and filters together, or neither, are refused': async (aws) => {
      const both = { SecretIdList: [aws.name], Filters: [mine(aws)] };
      await aws.fails('BatchGetSecretValue', both, 'InvalidParameterException');
      await aws.fails('BatchGetSecretValue', {}, 'InvalidParameterException');
    },
    'MaxResults goes with filters only': (aws) =>
      aws.fails('BatchGetSecretValue', { SecretIdList: [aws.name], MaxResults: 1 }, 'InvalidParameterException'),
    'at most 20 secrets are asked for': (aws) =>
      aws.fails(
        'BatchGetSecretValue',
        { SecretIdList: Array(21).fill(aws.name) },
        'ValidationException',
        'InvalidParameterException',
      ),
  }),
];
