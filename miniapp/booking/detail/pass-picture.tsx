import { useMemo } from 'react'
import { encode } from 'uqr'
import type { Booking } from '../../../shared/booking/contract.ts'
import { bookingText } from '../../../shared/booking/counter.ts'
import { Picture } from '../../ui/picture.tsx'

/** What staff at the counter scan in place of typing the number: it says nothing but which booking this is. */
export function PassPicture({ booking }: { booking: Pick<Booking, 'communityId' | 'bookingId'> }) {
  const src = useMemo(
    () => pictureOf(bookingText(booking.communityId, booking.bookingId)),
    [booking.communityId, booking.bookingId],
  )
  return <Picture className="qr" src={src} words="给柜台扫的图" whole />
}

/** One path for all dark squares: WeChat and the browser both draw it from an address. */
function pictureOf(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const squares = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${size} ${size}' width='264' height='264'>` +
    `<path d='${squares}' fill='black' shape-rendering='crispEdges'/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
