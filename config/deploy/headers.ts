/**
 * Headers of every static answer, the same on Vercel, in the container and on the local server. `filesOrigin` is where
 * voice notes and photos are: the pages may send to it and show from it.
 *
 * `style-src` keeps 'unsafe-inline' because Taro's H5 runtime adds its styles in `<style>` elements; scripts are files of
 * ours only.
 */
export function securityHeadersFor(filesOrigin?: string) {
  const files = filesOrigin === undefined ? '' : ` ${filesOrigin}`
  return {
    'content-security-policy': [
      "default-src 'self'",
      "script-src 'self'",
      // A large spreadsheet is packed beside the page, by a worker that the library makes from its own text.
      "worker-src 'self' blob:",
      "style-src 'self' 'unsafe-inline'",
      `img-src 'self' data: blob:${files}`,
      "font-src 'self' data:",
      `connect-src 'self'${files}`,
      `media-src 'self' data: blob:${files}`,
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'self'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(self), geolocation=(), microphone=(self), payment=()',
    'strict-transport-security': 'max-age=63072000',
  }
}

/** Where no bucket is set up, or it is on the pages' own address. */
export const securityHeaders = securityHeadersFor()

/** The origin of a bucket's address (`FILES_ENDPOINT`); undefined without one. */
export function originOf(endpoint: string | undefined): string | undefined {
  return endpoint === undefined || endpoint === '' ? undefined : new URL(endpoint).origin
}

/** Files with a content hash in their name never change. */
export const immutableCache = 'public, max-age=31536000, immutable'
/** Everything else is asked for again each time and answered with 304 when it is the same. */
export const revalidatedCache = 'no-cache'
/** Where Taro's H5 build puts files whose names carry a hash (see `config/index.ts`). */
export const hashedFiles = /^\/(?:js|css)\/.+\.[0-9a-f]{8}\.(?:js|css)$/
