/**
 * The names of the formats for findings that --format accepts; the first is the default. Known before a command's code
 * is loaded.
 */
export const REPORT_FORMATS = ['text', 'json', 'markdown', 'github', 'sarif', 'junit'] as const;

export type ReportFormatName = (typeof REPORT_FORMATS)[number];
