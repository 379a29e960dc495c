/** The formats of findings by the name that --format takes; the first is the default. Known before a command's code is loaded. */
export const REPORT_FORMATS = ['text', 'json', 'markdown', 'github', 'sarif', 'junit'] as const;

export type ReportFormatName = (typeof REPORT_FORMATS)[number];
