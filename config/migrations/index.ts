import type { Migration } from 'kysely/migration'
import * as platform from './0001-platform.ts'
import * as help from './0005-help.ts'

/** Every migration by name, run in the order of the names. Never change one that has been released: add another. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-platform': platform,
  '0005-help': help,
}
