import type { Clock } from '../../api/_src/platform/clock.ts'
import type { BucketSettings } from '../../api/_src/platform/files/object-store.ts'
import { createObjectStoreStandIn } from './object-store/index.ts'

export const bucketPath = '/object-store/linlitong'

/**
 * The bucket for photos and voice notes on this machine. Its address is the one by which the pages were opened last
 * (localhost, 127.0.0.1, a name in the house), so that whoever opened them can send to it and see what is in it.
 */
export function localBucket(folder: string, clock: Clock) {
  let origin = 'http://localhost'
  const settings: BucketSettings = {
    get endpoint() {
      return `${origin}${bucketPath}`
    },
    bucket: 'linlitong',
    region: 'local',
    accessKeyId: 'local',
    secretAccessKey: 'only-the-object-store-on-this-machine-knows-this',
  }
  const { fetch } = createObjectStoreStandIn({ settings, folder, clock })
  return {
    settings,
    fetch,
    seenAt: (address: string) => {
      origin = address
    },
  }
}
