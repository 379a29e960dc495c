/**
 * The data that flows between the stages. Everything here is JSON: readonly, without functions, dates or clients, and
 * without any field that could hold a secret value (ARCHITECTURE, invariants 1 and 3).
 */

import type {
  ClusterDeclaration,
  Consumer,
  EnvironmentDeclaration,
  GenerateOptions,
  PolicyDeclaration,
  Reader,
  Replica,
  Rotation,
  SecretDeclaration,
  WaiversDeclaration,
} from './declarations.ts';
import type { Json } from './json/json.ts';

/** A file as read: repository-relative path with `/`, text without a byte order mark. */
export type SourceFile = { readonly path: string; readonly text: string };

/** One YAML document as a plain value. `document` counts from 0 within the file. */
export type Document = { readonly file: string; readonly document: number; readonly value: Json };

export type Severity = 'error' | 'warning' | 'info';

/** A symbolic place: a JSON pointer (RFC 6901) into one document of one file. `locate` turns it into lines. */
export type Place = { readonly file: string; readonly document: number; readonly pointer: string };

/** Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export type Range = {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

type WaiverTerms = {
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string;
};

/** The waiver that covers a finding: the place of its entry in the register, and its terms. */
export type Waived = Place & WaiverTerms;

/** A waiver with its file and line. */
export type WaivedBy = WaiverTerms & { readonly file: string; readonly line: number };

/** One step of a fix: what to set at a place; missing mappings on the path are created. */
export type Edit = Place & { readonly value: Json };

export type Finding = Place & {
  /** Stable kebab-case rule id. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence that explains what to change. */
  readonly message: string;
  /** metadata.name of the Secret concerned, or null outside Secrets. */
  readonly secret: string | null;
  readonly environment: string | null;
  /** True if `lint --fix` makes the edits in `fix`. */
  readonly fixable: boolean;
  readonly fix?: readonly Edit[];
  readonly waived: Waived | null;
  /** Set only if the parser already knows the place (yaml-syntax); otherwise `locate` finds it. */
  readonly range?: Range;
  /** The source may contain a value in the wrong place, so no frame shows it. */
  readonly hidden?: true;
  /** The pointer of a misspelled field under its corrected name. */
  readonly meant?: string;
};

/**
 * Source lines around a finding, already masked, for code frames. `firstLine` counts from 1. The caret is under the
 * finding's own line, at a column that counts from 1 in the masked line.
 */
export type Frame = {
  readonly firstLine: number;
  readonly lines: readonly string[];
  readonly caretColumn: number;
  readonly caretLength: number;
};

export type LocatedFinding = Omit<Finding, 'range' | 'hidden' | 'meant' | 'fix' | 'waived'> &
  Range & {
    readonly waived: WaivedBy | null;
    /** Repository-relative path of the rule's page. */
    readonly help: string;
    readonly frame: Frame | null;
  };

export type ReportSummary = {
  readonly files: number;
  readonly secrets: number;
  readonly environments: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly waived: number;
};

/**
 * A generated file that differs from what is on disk. `obsolete`: written by Keywright, but no longer generated.
 * `foreign`: a file that Keywright did not write is at a path where one would be generated, so it is left unchanged.
 */
export type StaleFile = {
  readonly path: string;
  readonly reason: 'missing' | 'changed' | 'hand-edited' | 'obsolete' | 'foreign';
  /** Unified diff from the file on disk to the generated file. */
  readonly diff: string;
};

/** The one report that every output format renders. */
export type Report = {
  readonly command: 'check' | 'lint' | 'generate';
  readonly findings: readonly LocatedFinding[];
  readonly staleFiles: readonly StaleFile[];
  readonly summary: ReportSummary;
};

/**
 * Where one JSON key's value comes from. A literal under a key that its type calls sensitive becomes `plaintext`, which
 * carries nothing: the value stays in the source file.
 */
export type ValueSource =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'generate'; readonly options: GenerateOptions; readonly generation: number }
  | { readonly kind: 'fromEnv'; readonly variable: string; readonly generation: number }
  | { readonly kind: 'external' }
  | { readonly kind: 'plaintext' };

/** A Secret's settings for one environment, all layers merged, all strings filled in, defaults stated. */
export type ResolvedSpec = {
  readonly type: string;
  readonly owner: string | null;
  readonly description: string | null;
  readonly criticality: 'normal' | 'critical';
  readonly state: 'present' | 'absent';
  readonly manage: boolean;
  readonly adopt: boolean;
  readonly adoptFrom: string | null;
  readonly value: { readonly [key: string]: ValueSource };
  readonly publicKeys: readonly string[];
  /** null: AWS's default, `aws/secretsmanager`. */
  readonly kmsKeyId: string | null;
  readonly recoveryWindowInDays: number;
  readonly rotation: Rotation | null;
  readonly replicaRegions: { readonly [region: string]: Replica };
  readonly readers: { readonly [name: string]: Reader };
  readonly resourcePolicy: { readonly [key: string]: Json } | null;
  /** null: not stated. */
  readonly blockPublicPolicy: boolean | null;
  readonly tags: { readonly [key: string]: string };
  readonly kubernetes: { readonly [consumer: string]: Consumer };
};

/** One declared secret in one environment. */
export type DesiredSecret = {
  /** metadata.name of the Environment and of the Secret. */
  readonly environment: string;
  readonly secret: string;
  /** The name in AWS. */
  readonly name: string;
  readonly file: string;
  readonly document: number;
  readonly spec: ResolvedSpec;
};

/** All declarations, and the resolved secrets. Lists are sorted by name (desired: environment, secret). */
export type Estate = {
  readonly environments: readonly EnvironmentDeclaration[];
  readonly clusters: readonly ClusterDeclaration[];
  readonly secrets: readonly SecretDeclaration[];
  readonly policy: PolicyDeclaration | null;
  readonly waivers: readonly WaiversDeclaration[];
  readonly desired: readonly DesiredSecret[];
};

/** The owner of a generated file, named in its first line. `declaration` reads `Secret/kafka-admin`. */
export type FileOwner = { readonly managedBy: string; readonly declaration: string };

/**
 * A file as a generator returns it: repository-relative path with `/`, body (YAML, or a JSON object) ending in a
 * newline.
 */
export type GeneratedFile = { readonly path: string; readonly owner: FileOwner; readonly body: string };

/** What a generator returns. `findings` are errors; any one of them keeps every file from being written. */
export type Generated = { readonly files: readonly GeneratedFile[]; readonly findings: readonly Finding[] };

/** A generated file with its owner's line in front, as it is written: path as above, text ending in a newline. */
export type OutputFile = { readonly path: string; readonly text: string };
