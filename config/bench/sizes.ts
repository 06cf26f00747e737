import { existsSync } from 'node:fs'
import path from 'node:path'
import {
  firstLoadBudget,
  h5FirstLoad,
  h5Folder,
  mainPackageBudget,
  weappFolder,
  weappSizes,
} from '../testing/bundle-sizes.ts'
import { limitRow, type Row } from './rows.ts'

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024)} KB`

/** What people download before they see something. Of builds that are there; one that is not says so. */
export function sizeRows(): Row[] {
  return [
    sizeRow('main package of the mini-program', weappFolder, 'app.json', mainPackageBudget, () => weappSizes().main),
    sizeRow(
      'first load of the browser pages, zipped',
      h5Folder,
      'index.html',
      firstLoadBudget,
      () => h5FirstLoad().bytes,
    ),
  ]
}

function sizeRow(what: string, folder: string, sign: string, budget: number, bytesOf: () => number): Row {
  if (!existsSync(path.join(folder, sign))) {
    return { ...limitRow(what, 'not built', kilobytes(budget), true), result: 'skipped' }
  }
  const bytes = bytesOf()
  return limitRow(what, kilobytes(bytes), kilobytes(budget), bytes <= budget)
}
