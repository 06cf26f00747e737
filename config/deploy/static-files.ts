import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { hashedFiles, immutableCache, revalidatedCache, securityHeaders } from './headers.ts'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
}
const compressible = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt', '.ttf'])
const compress = promisify(gzip)

interface StoredFile {
  modified: number
  plain: Buffer
  zipped: Buffer | undefined
  etag: string
  type: string
}

/**
 * Serves the files below `folder`, and `index.html` for every address without a file extension (pages of the browser
 * build have real addresses). Files are kept in memory and read again when they change. `protection` goes with every answer.
 */
export function createStaticFiles(
  folder: string,
  protection: Readonly<Record<string, string>> = securityHeaders,
): (request: Request) => Promise<Response> {
  const stored = new Map<string, StoredFile>()

  async function load(file: string): Promise<StoredFile | undefined> {
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile()) return undefined
    const known = stored.get(file)
    if (known?.modified === found.mtimeMs) return known
    const plain = await readFile(file)
    const extension = path.extname(file)
    const fresh: StoredFile = {
      modified: found.mtimeMs,
      plain,
      zipped: compressible.has(extension) && plain.length > 1024 ? await compress(plain) : undefined,
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      type: contentTypes[extension] ?? 'application/octet-stream',
    }
    stored.set(file, fresh)
    return fresh
  }

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plainText(405, 'Only GET here.')
    const address = pathOf(request.url)
    if (address === undefined) return plainText(400, 'Not an address.')
    const wanted = path.join(folder, address)
    if (wanted !== folder && !wanted.startsWith(folder + path.sep)) return plainText(404, 'Not found.')
    const isPage = path.extname(address) === ''
    const file = await load(isPage ? path.join(folder, 'index.html') : wanted)
    if (!file) return plainText(404, 'Not found.')
    return answer(request, file, protection, hashedFiles.test(address) ? immutableCache : revalidatedCache)
  }
}

function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).pathname)
  } catch {
    return undefined
  }
}

function plainText(status: number, sentence: string): Response {
  return new Response(sentence, {
    status,
    headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' },
  })
}

function answer(
  request: Request,
  file: StoredFile,
  protection: Readonly<Record<string, string>>,
  cacheControl: string,
): Response {
  const headers = new Headers(protection)
  headers.set('cache-control', cacheControl)
  headers.set('etag', file.etag)
  if (file.zipped) headers.set('vary', 'accept-encoding')
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
  headers.set('content-type', file.type)
  const zipped = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '') ? file.zipped : undefined
  if (zipped) headers.set('content-encoding', 'gzip')
  const body = zipped ?? file.plain
  headers.set('content-length', String(body.length))
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers })
}
