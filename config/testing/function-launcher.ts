import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { listen } from '../deploy/node-server.ts'
import { outputFolder, type Route } from '../deploy/vercel.ts'

/**
 * Serves `.vercel/output` in a process of its own: routes in order, functions by `export default { fetch }`, static
 * files after `handle: filesystem`. A stand-in for Vercel's own launcher, for what this project uses of it. Tells its
 * port to the process that forked it.
 */

interface BuiltFunction {
  default: { fetch: (request: Request) => Promise<Response> }
}

const config = readFileSync(path.join(outputFolder, 'config.json'), 'utf8')
const { routes } = JSON.parse(config) as { routes: Route[] }
const functions = new Map<string, Promise<BuiltFunction>>()

function load(name: string): Promise<BuiltFunction> | undefined {
  const file = path.join(outputFolder, 'functions', `${name}.func`, 'index.mjs')
  if (!functions.has(name) && existsSync(file)) {
    functions.set(name, import(pathToFileURL(file).href) as Promise<BuiltFunction>)
  }
  return functions.get(name)
}

function staticFile(pathname: string, headers: Headers): Response | undefined {
  const file = path.join(outputFolder, 'static', pathname === '/' ? 'index.html' : pathname)
  if (path.extname(file) === '' || !existsSync(file)) return undefined
  return new Response(new Uint8Array(readFileSync(file)), { headers })
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const headers = new Headers()
  for (const route of routes) {
    if (route.handle === 'filesystem') {
      const file = staticFile(pathname, headers)
      if (file) return file
    }
    if (!route.src || !new RegExp(route.src).test(pathname)) continue
    for (const [name, value] of Object.entries(route.headers ?? {})) headers.set(name, value)
    if (route.continue || !route.dest) continue
    const built = await load(route.dest)
    const found = built ? await built.default.fetch(request) : staticFile(route.dest, headers)
    if (found) return found
  }
  return new Response('Not found.', { status: 404, headers })
}

const { port } = await listen(answer, { port: 0, host: '127.0.0.1' })
process.send?.(port)
