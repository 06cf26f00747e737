import { readFile } from 'node:fs/promises'

/** One person a newcomer can become. `kind` is the frame they are shown in. */
export interface DemoPerson {
  openId: string
  name: string
  /** `82 岁，独居`. */
  what: string
  kind: 'phone' | 'desk'
  /** The page their frame opens. */
  page: string
  /** Their phone starts in the elder version. */
  elder?: boolean
}

const files: Record<string, { file: string; type: string }> = {
  '/demo': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/demo/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/demo/style.css': { file: 'style.css', type: 'text/css; charset=utf-8' },
  '/demo/page.js': { file: 'page.js', type: 'text/javascript; charset=utf-8' },
}

/** Answers `/demo…`; undefined for every other path. Exists in the local server only. */
export async function demoPage(request: Request, people: readonly DemoPerson[]): Promise<Response | undefined> {
  const { pathname } = new URL(request.url)
  if (pathname === '/demo/people.json') return Response.json(people, { headers: { 'cache-control': 'no-store' } })
  const known = files[pathname]
  if (!known) return undefined
  const body = await readFile(new URL(known.file, import.meta.url))
  return new Response(body, { headers: { 'content-type': known.type, 'cache-control': 'no-store' } })
}
