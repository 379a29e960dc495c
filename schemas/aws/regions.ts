/** AWS's partitions and Regions (AWS documentation, "AWS Regions" and "Partitions"; botocore's partitions.json, November 2026). */

type Partition = {
  readonly id: string;
  /** Prefixes of its Region names. */
  readonly prefixes: readonly string[];
  /** The suffix of its service host names, also used in `kms:ViaService`. */
  readonly dnsSuffix: string;
  /** null if AWS does not publish it. */
  readonly consoleHost: string | null;
  /** Regions known when this list was made. A newer Region is matched to its partition by prefix. */
  readonly regions: readonly string[];
};

const COMMERCIAL: Partition = {
  id: 'aws',
  prefixes: [],
  dnsSuffix: 'amazonaws.com',
  consoleHost: 'console.aws.amazon.com',
  regions: [
    ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1'],
    ...['ap-south-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'],
    ...['ap-southeast-6', 'ap-southeast-7', 'ca-central-1', 'ca-west-1', 'eu-central-1', 'eu-central-2', 'eu-north-1'],
    ...['eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1'],
    ...['me-south-1', 'mx-central-1', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  ],
};

const PARTITIONS: readonly Partition[] = [
  COMMERCIAL,
  {
    id: 'aws-cn',
    prefixes: ['cn-'],
    dnsSuffix: 'amazonaws.com.cn',
    consoleHost: 'console.amazonaws.cn',
    regions: ['cn-north-1', 'cn-northwest-1'],
  },
  {
    id: 'aws-us-gov',
    prefixes: ['us-gov-'],
    dnsSuffix: 'amazonaws.com',
    consoleHost: 'console.amazonaws-us-gov.com',
    regions: ['us-gov-east-1', 'us-gov-west-1'],
  },
  {
    id: 'aws-eusc',
    prefixes: ['eusc-'],
    dnsSuffix: 'amazonaws.eu',
    consoleHost: null,
    regions: ['eusc-de-east-1'],
  },
  {
    id: 'aws-iso',
    prefixes: ['us-iso-'],
    dnsSuffix: 'c2s.ic.gov',
    consoleHost: null,
    regions: ['us-iso-east-1', 'us-iso-west-1'],
  },
  {
    id: 'aws-iso-b',
    prefixes: ['us-isob-'],
    dnsSuffix: 'sc2s.sgov.gov',
    consoleHost: null,
    regions: ['us-isob-east-1', 'us-isob-west-1'],
  },
  {
    id: 'aws-iso-e',
    prefixes: ['eu-isoe-'],
    dnsSuffix: 'cloud.adc-e.uk',
    consoleHost: null,
    regions: ['eu-isoe-west-1'],
  },
  {
    id: 'aws-iso-f',
    prefixes: ['us-isof-'],
    dnsSuffix: 'csp.hci.ic.gov',
    consoleHost: null,
    regions: ['us-isof-east-1', 'us-isof-south-1'],
  },
];

const known = new Set(PARTITIONS.flatMap(({ regions }) => regions));

/** The partition of a Region, as in ARNs, by its prefix; `aws` if no prefix matches. */
export function partitionOf(region: string): string {
  return partitionFor(region).id;
}

/** The suffix of the Region's service host names, without a leading dot. */
export function dnsSuffixOf(region: string): string {
  return partitionFor(region).dnsSuffix;
}

/** The host name of the management console, without the Region prefix (general reference, "AWS Management Console"). */
export function consoleHostOf(region: string): string | null {
  return partitionFor(region).consoleHost;
}

/** Whether AWS documents the Region; a newer one may be missing here. */
export function isKnownRegion(region: string): boolean {
  return known.has(region);
}

export function knownRegions(): readonly string[] {
  return [...known];
}

function partitionFor(region: string): Partition {
  return PARTITIONS.find(({ prefixes }) => prefixes.some((prefix) => region.startsWith(prefix))) ?? COMMERCIAL;
}
