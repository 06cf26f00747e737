import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import type { OfferingChange } from '../../../shared/booking/offering-schemas.ts'
import { goBack } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { Btn } from '../../ui/btn.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { ChangeSheet } from './change-sheet.tsx'
import './index.css'
import { useOffering, type OfferingData } from './use-offering.ts'

/** The frame of every editor: reads what is offered, and lets a change through its check. */
export function EditorPage({
  title,
  children,
}: {
  title: string
  children: (props: { communityId: string; id: string; data: OfferingData; isWide: boolean }) => ReactNode
}) {
  const isWide = useWide()
  const communityId = useParameter('community')
  const id = useParameter('id')
  const query = useOffering(communityId)
  return (
    <Page title={title} help={false} wide={isWide}>
      <QueryView query={query} rows={6}>
        {(data) => children({ communityId, id, data, isWide })}
      </QueryView>
    </Page>
  )
}

/** The end of a form: save, and take the whole thing away, each through the check of who is hit. */
export function SaveBar({
  communityId,
  mayChange,
  saved,
  withdrawn,
  isWide,
  ready,
}: {
  communityId: string
  mayChange: boolean
  saved: { change: OfferingChange; done: string }
  /** Undefined for what is new, or gone already. */
  withdrawn?: { change: OfferingChange; text: string; question: string } | undefined
  isWide: boolean
  ready: boolean
}) {
  const [way, setWay] = useState<'save' | 'withdraw' | undefined>(undefined)
  if (!mayChange) return <Notice text="这里只能看。要改，请社区值班的人或者管理员来改。" />
  const going = way === 'withdraw' ? withdrawn : undefined
  return (
    <View className="col g2">
      <Btn
        text="存下来"
        kind="primary"
        size="l"
        wide={!isWide}
        disabled={!ready}
        id="save"
        onPress={() => setWay('save')}
      />
      {withdrawn === undefined ? null : (
        <Btn text={withdrawn.text} kind="danger" wide={!isWide} onPress={() => setWay('withdraw')} />
      )}
      {way === undefined ? null : (
        <ChangeSheet
          communityId={communityId}
          change={going?.change ?? saved.change}
          {...(going === undefined ? {} : { question: going.question })}
          done={going === undefined ? saved.done : '停了'}
          onClose={() => setWay(undefined)}
          onSaved={() => {
            setWay(undefined)
            goBack()
          }}
        />
      )}
    </View>
  )
}
