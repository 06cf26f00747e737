import { functionOf, servingFunctions } from '../../deploy/functions.ts'
import { isTest, type Import, type SourceFile } from './tree.ts'

/**
 * The import table of DESIGN §4 as code. `broken` says in words why one import may not stand, or nothing.
 * Tests are free in what they import; everything that is shipped is not.
 */
export function broken(file: string, imported: Import): string | undefined {
  if (isTest(file) || file.endsWith('.d.ts') || standsIn.test(file)) return undefined
  if (file.startsWith('shared/')) return sharedRule(imported)
  if (file.startsWith('miniapp/')) return miniappRule(file, imported)
  if (file.startsWith('api/_src/')) return serverRule(file, imported)
  if (file.startsWith('api/')) return entryRule(file, imported)
  return undefined
}

/** What tests put in the place of something real lies beside it. */
const standsIn = /\/fake-[\w-]+\.ts$/

const within = (target: string, ...folders: string[]) => folders.some((folder) => target.startsWith(`${folder}/`))
const isPackage = (imported: Import) => !imported.specifier.startsWith('.')

function sharedRule({ target }: Import): string | undefined {
  if (target === 'zod/mini' || within(target, 'shared')) return undefined
  return 'shared imports only zod/mini and shared'
}

const miniappLayers = ['client', 'ui', 'text']
const miniappPackages = /^(?:@tarojs\/(?:components|taro|runtime)|react|react-dom|react\/jsx-runtime|zod\/mini)$/

const spreadsheets = /^(?:read-excel-file\/universal|write-excel-file\/universal)$/

function miniappRule(file: string, imported: Import): string | undefined {
  const { target } = imported
  if (isPackage(imported)) {
    // Draws pictures to be scanned: only subpackages use it, so the main package does not carry it.
    if (target === 'uqr' && file === 'miniapp/ui/qr.tsx') return undefined
    // Spreadsheets: a page that only the browser has.
    if (spreadsheets.test(target) && /^miniapp\/desk\/exchange\/(?:sheet|exchange\.test)\.ts$/.test(file))
      return undefined
    return miniappPackages.test(target) ? undefined : `miniapp may not use the package ${target}`
  }
  if (within(target, 'shared')) return undefined
  if (!within(target, 'miniapp')) return 'miniapp imports only itself and shared'
  const [, own = '', below] = file.split('/')
  const [, wanted = '', wantedBelow] = target.split('/')
  if (below === undefined || wantedBelow === undefined || own === wanted) return undefined
  if (own === 'ui')
    return wanted === 'client' ? undefined : 'ui knows no business word: it imports no slice and no text'
  if (own === 'text') return 'text imports only text and shared'
  if (own === 'client') return wanted === 'text' ? undefined : 'client imports only client, text and shared'
  return miniappLayers.includes(wanted) ? undefined : `a slice of miniapp may not import another slice (${wanted})`
}

/** The files right in api/_src put the parts together, so they may name every part. */
const entryFiles = /^api\/_src\/[^/]+\.ts$/
const role = (file: string) => /\/(decide|store|handlers|tables|index)(?:-[\w-]+)?\.ts$/.exec(file)?.[1]

function serverRule(file: string, imported: Import): string | undefined {
  const { target } = imported
  const [, , folder = ''] = file.split('/')
  if (folder === 'testing') return undefined
  if (within(target, 'miniapp', 'config')) return 'the server imports neither miniapp nor config'
  if (within(target, 'api/_src/testing')) return 'only tests import api/_src/testing'
  if (target === 'zod') return 'zod/mini is enough; the full zod is for nobody'
  if (entryFiles.test(file)) return undefined
  if (folder === 'platform') return platformRule(imported)
  return sliceRule(file, folder, imported)
}

function platformRule(imported: Import): string | undefined {
  if (isPackage(imported) || within(imported.target, 'shared', 'api/_src/platform')) return undefined
  return 'platform imports libraries, shared and platform, never a slice'
}

function sliceRule(file: string, slice: string, imported: Import): string | undefined {
  const { target } = imported
  const own = `api/_src/${slice}`
  const isOther = within(target, 'api/_src') && !within(target, own, 'api/_src/platform')
  if (isOther && !/^api\/_src\/[^/]+\/index\.ts$/.test(target)) return 'another slice is imported only by its index.ts'
  if (role(file) === 'decide') return decideRule(own, imported)
  if (role(file) === 'store') return storeRule(own, imported)
  if (role(file) === 'handlers' && target === 'kysely') return 'a handler holds no SQL'
  return undefined
}

function decideRule(own: string, { target, typeOnly }: Import): string | undefined {
  if (within(target, 'shared')) return undefined
  if (within(target, own) && role(target) === 'decide') return undefined
  if (typeOnly && (within(target, own) || within(target, 'api/_src'))) return undefined
  return 'decide imports shared and own types: no Kysely, no HTTP, no clock, no randomness'
}

function storeRule(own: string, { target, typeOnly }: Import): string | undefined {
  if (target === 'shared/errors.ts') return 'a store knows no error codes'
  if (within(target, 'api/_src/platform/http')) return 'a store knows no HTTP'
  if (target === 'kysely' || within(target, 'shared', 'api/_src/platform/db', own)) return undefined
  if (typeOnly && within(target, 'api/_src')) return undefined
  return 'store imports kysely, platform/db, own files and shared'
}

/** The slice whose handlers this file brings, by its name. */
export const sliceIn = (file: string) => /^api\/_src\/([^/]+)\/slice\.ts$/.exec(file)?.[1]

function entryRule(file: string, imported: Import): string | undefined {
  const { target } = imported
  const name = servingFunctions.find((each) => file === `api/${each}.ts`)
  const slice = sliceIn(target)
  if (slice !== undefined && functionOf(slice) !== name) return `the slice ${slice} is answered by another function`
  if (isPackage(imported) || within(target, 'api/_src', 'shared')) return undefined
  return 'an entry of api imports the server and shared only'
}

const clockAndChance = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bIntl\.|\bcrypto\.|\bperformance\.now\(/

/** What the text of a pure file may not hold: it gets time and randomness as arguments. */
export function impure({ path, text }: Pick<SourceFile, 'path' | 'text'>): string | undefined {
  if (isTest(path)) return undefined
  const isPure = path.startsWith('shared/') || (path.startsWith('api/_src/') && role(path) === 'decide')
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/[^\n]*/g, '')
  return isPure ? clockAndChance.exec(code)?.[0] : undefined
}
