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
 * One lint rule: its name, its severity and its check for each kind of subject. A rule consists of data and pure
 * functions; it knows nothing about line numbers, waivers or output.
 */
export type Rule = {
  /** Stable and in kebab-case; also the name of the rule's file, its page `docs/rules/<id>.md` and its test cases. */
  readonly id: string;
  readonly category: Category;
  /** One line that says what is wrong when the rule reports a finding. */
  readonly title: string;
  readonly severity: RuleSeverity;
  /**
   * `safe`: `lint --fix` applies the fix; `suggested`: the message says what to write; `none`: a person must decide.
   */
  readonly fix: 'safe' | 'suggested' | 'none';
  readonly waivable: boolean;
  /**
   * `check`: needs only the declarations; `plan`: needs the observed state; `manifests`: runs only on existing
   * manifests.
   */
  readonly phase: 'check' | 'plan' | 'manifests';
  /** Rules check secrets that Keywright manages and keeps; a rule also checks the kinds of secret listed here. */
  readonly alsoFor?: readonly ('unmanaged' | 'absent')[];
  /** Names of the same check in other tools, such as `Checkov CKV_AWS_149`. */
  readonly alsoKnownAs: readonly string[];
  /** Sources for the rule: documentation of the service, or of the problem that the rule prevents. */
  readonly sources: readonly string[];
  /** JSON Schema (draft 2020-12) of the options that a Policy may set. */
  readonly options?: { readonly [keyword: string]: Json };

  readonly checkSecret?: (desired: DesiredSecret, context: EnvironmentContext) => readonly Problem[];
  readonly checkEnvironment?: (environment: EnvironmentDeclaration, context: EnvironmentContext) => readonly Problem[];
  readonly checkCluster?: (cluster: ClusterDeclaration, context: RuleContext) => readonly Problem[];
  /** Checks the text of a file of declarations, including comments. */
  readonly checkSource?: (file: SourceFile, context: RuleContext) => readonly SourceProblem[];
  /** Checks an existing manifest, with `lint --manifests`; pointers are into the object. */
  readonly checkManifest?: (manifest: Manifest, context: ManifestContext) => readonly Problem[];
  readonly checkEstate?: (context: RuleContext) => readonly EstateProblem[];
  readonly checkObserved?: (
    desired: DesiredSecret,
    observed: ObservedSecret,
    context: EnvironmentContext,
  ) => readonly Problem[];
  /** Checks a secret that is declared present but doesn't exist in AWS. */
  readonly checkMissing?: (desired: DesiredSecret, context: EnvironmentContext) => readonly Problem[];
};

export type RuleSeverity = {
  readonly normal: Severity;
  /** In environments of tier production, if different. */
  readonly production?: Severity;
  /** In the preset `strict`, in every tier, if different. */
  readonly strict?: Severity;
};

/** A problem that a rule found in a text. Offsets, end exclusive. */
export type SourceProblem = { readonly start: number; readonly end: number; readonly message: string };

export type EstateProblem = Problem & { readonly subject: DesiredSecret | Declaration };

/** The input of every check; made once per rule, so that checks need no lookups. */
export type RuleContext = {
  readonly estate: Estate;
  readonly now: Date;
  readonly policy: RulePolicy;
  readonly options: { readonly [name: string]: Json };
};

export type ManifestContext = RuleContext & {
  /** All manifests that are checked, including this one. */
  readonly manifests: readonly Manifest[];
  /** The declared secrets by their name in AWS; several environments can have secrets of the same name. */
  readonly desiredByName: ReadonlyMap<string, readonly DesiredSecret[]>;
};

/** Made once per rule and environment. */
export type EnvironmentContext = RuleContext & {
  readonly environment: EnvironmentDeclaration;
  readonly thresholds: Thresholds;
  /** The clusters that serve this environment. */
  readonly clusters: readonly ClusterDeclaration[];
};

/** The part of the Policy that rules read, with its defaults made explicit. */
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
  /** Days; null if the tier sets no limit. `database` covers databases and caches. */
  readonly maxRotationDays: { readonly database: number | null; readonly other: number | null };
};

/**
 * The result of a check that finds no problem. One shared list, so that a configuration without problems allocates
 * nothing.
 */
export const NO_PROBLEMS: readonly Problem[] = Object.freeze([]);
