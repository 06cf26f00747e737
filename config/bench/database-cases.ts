import type { Comparison } from './load.ts'

/** A command against bare node:http + mysql2 that runs the same SQL statements, at 16 connections. */
export interface DatabaseCase {
  what: string
  /** Least share of the baseline's throughput. */
  target: number
  measure: (effort: { rounds: number; seconds: number }) => Promise<Comparison>
}

export const databaseCases: readonly DatabaseCase[] = []
