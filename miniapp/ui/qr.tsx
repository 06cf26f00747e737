import { Image } from '@tarojs/components'
import { renderSVG } from 'uqr'

/** A picture to be scanned: white round the dark, as readers want it; dark squares in the page's own ink. */
export function Qr({ text, label, large = false }: { text: string; label: string; large?: boolean }) {
  const svg = renderSVG(text, { ecc: 'M', border: 2, blackColor: '#1d2421' })
  const src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  const className = large ? 'qr qr--l' : 'qr'
  if (process.env.TARO_ENV === 'h5') return <img className={className} alt={label} src={src} />
  return <Image className={className} ariaLabel={label} src={src} mode="aspectFit" />
}
