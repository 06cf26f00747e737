import { View } from '@tarojs/components'
import type { Attachment } from '../../shared/help/attachments-contract.ts'
import { openAttachment } from '../client/open-attachment.ts'
import { cannotPlay, fileWords, fromWords } from '../text/attachments.ts'
import { FileRow } from '../ui/file-row.tsx'
import type { CallRef } from './use-attach.ts'

/** The voice notes and the photo of a call, to hear and to see. */
export function SentFiles({ call, files }: { call: CallRef; files: readonly Attachment[] }) {
  if (files.length === 0) return null
  return (
    <View className="col g2">
      {files.map(({ fileId, kind, seconds, byName, at }) => (
        <FileRow
          key={fileId}
          id={fileId}
          kind={kind}
          title={fileWords(kind, seconds)}
          note={fromWords(byName, at)}
          cannotPlay={cannotPlay}
          onOpen={() => openAttachment({ ...call, fileId })}
        />
      ))}
    </View>
  )
}
