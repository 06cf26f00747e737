/** Rows one call looks at: a few kilobytes each, and a page shows how far it is. */
export const mostRowsPerCall = 40
/** Rows one call of an export answers. */
export const exportRows = 200

/** What can be wrong with a row of a spreadsheet, said beside the row. */
export const rowProblems = [
  'missing',
  'format',
  'id_number_wrong',
  'birth_date_differs',
  'sex_differs',
  'too_young',
  'minor',
  'nobody',
  'several',
  'id_number_taken',
  'twice',
  'left',
  'own_hours',
] as const
export type RowProblem = (typeof rowProblems)[number]

const dangerous = /^[=+\-@\t\r]/

/**
 * A cell that no spreadsheet program takes for a formula (CSV injection, OWASP): what begins like one gets an apostrophe
 * before it. `restored` takes it away again.
 */
export function neutralised(cell: string): string {
  return dangerous.test(cell) || /^'+[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

export function restored(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}
