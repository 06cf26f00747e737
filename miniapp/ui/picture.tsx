import { Image } from '@tarojs/components'

/** A picture with words for who hears the page: Taro's own has no place for them in the browser. */
export function Picture({
  src,
  words,
  className,
  whole = false,
  onError,
}: {
  src: string
  words: string
  className: string
  /** As high as it is; else it fills its place and is cut. */
  whole?: boolean
  onError?: () => void
}) {
  if (process.env.TARO_ENV === 'h5') return <img className={className} src={src} alt={words} onError={onError} />
  return (
    <Image
      className={className}
      src={src}
      mode={whole ? 'widthFix' : 'aspectFill'}
      ariaLabel={words}
      {...(onError ? { onError } : {})}
    />
  )
}
