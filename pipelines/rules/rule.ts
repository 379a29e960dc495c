import type { ClusterDeclaration, Declaration, EnvironmentDeclaration, Tier } from '../../schemas/declarations.ts';
import type { Json } from '../../schemas/json/json.ts';
import type { ObservedSecret } from '../../schemas/plan.ts';
import type { DesiredSecret, Estate, Severity, SourceFile } from '../../schemas/types.ts';
import type { Problem } from '../declarations/problem.ts';
import type { Manifest } from '../manifests/manifest.ts';

export type Category =
  | 'declarations'
  | 'plaintext'
  | 'aws'
  | 'rotation'
  | 'recovery'
  | 'encryption'
  | 'access'
  | 'kubernetes'
  | 'waivers';

/**
 * One lint rule: what it is called, how much it weighs, and how it looks at each subject. A rule is data and pure
 * functions; it knows nothing of files, lines, waivers or output.
 */
export type Rule = {
  /** Stable, kebab-case; also names its file, its page `docs/rules/<id>.md` and its cases. */
  readonly id: string;
  readonly category: Category;
  /** What is wrong when it reports, in one line. */
  readonly title: string;
  readonly severity: RuleSeverity;
  /** `safe`: `lint --fix` may do it unasked; `suggested`: the message says how; `none`: it takes a decision. */
  readonly fix: 'safe' | 'suggested' | 'none';
  readonly waivable: boolean;
  /** `check`: from the declarations alone; `plan`: needs observed state; `manifests`: only on existing manifests. */
  readonly phase: 'check' | 'plan' | 'manifests';
  /** Rules run on secrets that Keywright manages and keeps; these kinds of secret are looked at as well. */
  readonly alsoFor?: readonly ('unmanaged' | 'absent')[];
  /** The same check in other tools, such as `Checkov CKV_AWS_149`. */
  readonly alsoKnownAs: readonly string[];
  /** Where the condition comes from: documents of the service, or of the trouble that it saves. */
  readonly sources: readonly string[];
  /** JSON Schema (draft 2020-12) of the options that a Policy may set. */
  readonly options?: { readonly [keyword: string]: Json };

  readonly checkSecret?: (desired: DesiredSecret, context: EnvironmentContext) => readonly Problem[];
  readonly checkEnvironment?: (environment: EnvironmentDeclaration, context: EnvironmentContext) => readonly Problem[];
  readonly checkCluster?: (cluster: ClusterDeclaration, context: RuleContext) => readonly Problem[];
  /** The text of a file of declarations, comments included. */
  readonly checkSource?: (file: SourceFile, context: RuleContext) => readonly SourceProblem[];
  /** A manifest that somebody wrote, with `lint --manifests`; pointers are into the object. */
  readonly checkManifest?: (manifest: Manifest, context: ManifestContext) => readonly Problem[];
  readonly checkEstate?: (context: RuleContext) => readonly EstateProblem[];
  readonly checkObserved?: (
    desired: DesiredSecret,
    observed: ObservedSecret,
    context: EnvironmentContext,
  ) => readonly Problem[];
  /** A secret that is declared present and that AWS does not have. */
  readonly checkMissing?: (desired: DesiredSecret, context: EnvironmentContext) => readonly Problem[];
};

export type RuleSeverity = {
  readonly normal: Severity;
  /** In environments of tier production, where it differs. */
  readonly production?: Severity;
  /** In the preset `strict`, in every tier, where it differs. */
  readonly strict?: Severity;
};

/** What a rule found in a text; offsets, end exclusive. */
export type SourceProblem = { readonly start: number; readonly end: number; readonly message: string };

export type EstateProblem = Problem & { readonly subject: DesiredSecret | Declaration };

/** What every check is given; made once a rule, so that checks need not look anything up. */
export type RuleContext = {
  readonly estate: Estate;
  readonly now: Date;
  readonly policy: RulePolicy;
  readonly options: { readonly [name: string]: Json };
};

export type ManifestContext = RuleContext & {
  /** Every manifest that is looked at, this one included. */
  readonly manifests: readonly Manifest[];
  /** What is declared, by its name in AWS; several environments may have a secret of one name. */
  readonly desiredByName: ReadonlyMap<string, readonly DesiredSecret[]>;
};

/** Made once a rule and environment. */
export type EnvironmentContext = RuleContext & {
  readonly environment: EnvironmentDeclaration;
  readonly thresholds: Thresholds;
  /** The clusters that serve this environment. */
  readonly clusters: readonly ClusterDeclaration[];
};

/** The part of the Policy that rules read, with its defaults stated. */
export type RulePolicy = {
  readonly preset: 'recommended' | 'strict';
  readonly requiredTags: readonly string[];
  readonly namePattern: RegExp | null;
  readonly pollBudgetUsdMonthly: number;
  readonly waiverMaxDays: { readonly production: number; readonly other: number };
  readonly tiers: { readonly [tier in Tier]: Thresholds };
};

export type Thresholds = {
  readonly minRecoveryWindowInDays: number;
  /** Days; null where the tier asks for nothing. `database` covers databases and caches. */
  readonly maxRotationDays: { readonly database: number | null; readonly other: number | null };
};

/** What a check returns when all is well: one shared list, so that a clean estate allocates nothing. */
export const NO_PROBLEMS: readonly Problem[] = Object.freeze([]);
