import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { build } from 'esbuild'
import { wxNames } from '../weapp/wx-names.ts'
import { compileBuiltIns, compileBundle, hiddenFromLogic } from './compile.ts'

const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>邻里通</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><link rel="stylesheet" href="/_/base.css">
<body><main id="page"></main><div id="toast" role="status"></div>
<script src="/_/bundle.js"></script><script type="module" src="/_/view.js"></script></body></html>`

const base = `:root{--rpx:calc(100vw / 750)}html,body{margin:0;font-family:"Noto Sans CJK SC",sans-serif}
wx-view,wx-scroll-view,wx-form,wx-picker,wx-button,wx-image,wx-textarea,wx-input,wx-checkbox-group,wx-radio-group,wx-swiper,wx-swiper-item{display:block;box-sizing:border-box}
wx-scroll-view{overflow:auto}wx-image{overflow:hidden;width:320px;height:240px}wx-image img{width:100%;height:100%;object-fit:cover}
wx-button .wx-inner{all:unset;box-sizing:border-box;display:flex;align-items:inherit;justify-content:inherit;gap:inherit;width:100%;min-height:inherit;cursor:pointer}
wx-input .wx-inner,wx-textarea .wx-inner{all:unset;display:block;width:100%;height:100%;min-height:inherit;font:inherit}
#toast:not(:empty){position:fixed;top:40%;left:50%;transform:translateX(-50%);background:#000b;color:#fff;padding:12px 18px;border-radius:8px;z-index:9}`

export interface WeappServer {
  url: string
  warnings: readonly string[]
  close: () => void
}

/** Serves a compiled mini-program as a page on WeChat's open-source view engine; `/api/` goes on to `apiBase`. */
export async function serveWeapp(distribution: string, apiBase: string): Promise<WeappServer> {
  const { script, warnings } = compileBundle(distribution)
  const view = await build({
    entryPoints: [path.join(import.meta.dirname, 'view/main.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    define: { HIDDEN_COUNT: String(hiddenFromLogic.length) },
  })
  const files: Record<string, [type: string, body: string]> = {
    '/': ['text/html', page],
    '/_/base.css': ['text/css', base],
    '/_/bundle.js': ['text/javascript', `window.__WX_NAMES=${JSON.stringify(wxNames())};${compileBuiltIns()}${script}`],
    '/_/view.js': ['text/javascript', view.outputFiles[0]?.text ?? ''],
  }
  const server = http.createServer((request, response) => {
    const pathname = (request.url ?? '/').split('?')[0] ?? '/'
    if (pathname.startsWith('/api/')) return forward(request, response, apiBase)
    const file = files[pathname]
    if (!file) {
      response.statusCode = 404
      return response.end()
    }
    response.setHeader('content-type', `${file[0]}; charset=utf-8`)
    // No unsafe-eval: what WeChat forbids must fail here as well.
    response.setHeader('content-security-policy', "default-src 'self' 'unsafe-inline' data:; script-src 'self'")
    return response.end(file[1])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}`, warnings, close }
}

function forward(request: http.IncomingMessage, response: http.ServerResponse, apiBase: string) {
  const { host: _host, ...headers } = request.headers
  const onward = http.request(new URL(request.url ?? '/', apiBase), { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  // A dead API is a dead connection for the phone, not a 502 page.
  onward.on('error', () => response.destroy())
  return request.pipe(onward)
}
