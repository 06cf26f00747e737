import { View } from '@tarojs/components'
import { useEffect, useRef } from 'react'
import type { DeskCall } from '../../shared/help/contract.ts'
import { openAttachment } from '../client/open-attachment.ts'
import { useQuery } from '../client/use-query.ts'
import { cannotPlay, fileWords, fromWords } from '../text/attachments.ts'
import { FileRow } from '../ui/file-row.tsx'
import { Card } from '../ui/layout.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'

/** What came with a call: voice notes to hear, the photo to see. Nothing is shown, and nothing asked, when there is none. */
export function Attachments({ call }: { call: Pick<DeskCall, 'communityId' | 'callId' | 'events'> }) {
  const { communityId, callId } = call
  const count = call.events.filter(({ kind }) => kind === 'attached').length
  const query = useQuery('help.attachments', count > 0 ? { communityId, callId } : undefined)
  const known = useRef(count)
  useEffect(() => {
    if (known.current === count) return
    known.current = count
    query.refresh()
  })
  if (count === 0) return null
  if (query.data === undefined) {
    return query.error ? <ErrorState message={query.error.message} onRetry={query.refresh} /> : <Skeleton rows={1} />
  }
  return (
    <Card pad>
      <View className="col g2">
        {query.data.attachments.map(({ fileId, kind, seconds, byName, at }) => (
          <FileRow
            key={fileId}
            id={fileId}
            kind={kind}
            title={fileWords(kind, seconds)}
            note={fromWords(byName, at)}
            cannotPlay={cannotPlay}
            onOpen={() => openAttachment({ communityId, callId, fileId })}
          />
        ))}
      </View>
    </Card>
  )
}
