import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { LedShift, PlanChoices, PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { openPage, replacePage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { activityStatusWords, newestFirst, storyWords, whenWords } from '../../text/activities.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, IconRow, Rows, Section } from '../../ui/layout.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { AddShiftSheet } from './add-shift-sheet.tsx'
import { CancelSheet } from './cancel-sheet.tsx'
import { LedShifts } from './led-shifts.tsx'
import { LedShiftSheet } from './led-shift-sheet.tsx'
import { WordsSheet } from './words-sheet.tsx'

type Asked = { kind: 'shift'; shift: LedShift } | { kind: 'cancel' | 'words' | 'add' }

/** An activity that was handed in: how far it is, who comes, and what its leaders can still do. */
export function Led({
  view,
  choices,
  onChanged,
}: {
  view: PlanView
  choices: PlanChoices | undefined
  onChanged: () => void
}) {
  const [asked, ask] = useState<Asked | undefined>(undefined)
  const moving = useCommand('volunteering.moveActivity')
  const { communityId, activityId, version, status, moves } = view
  const isOpen = status === 'published' || status === 'running'
  const mayCancel = moves.indexOf('cancel') >= 0
  const done = (words: string) => {
    ask(undefined)
    say(words)
    onChanged()
  }
  const move = async (to: 'take_back' | 'close', words: string) => {
    const answer = await moving.run({ id: moving.id(), communityId, activityId, version, act: { move: to } })
    if (answer?.ok) done(words)
    else if (answer !== undefined) onChanged()
  }
  return (
    <>
      <Head view={view} />
      {status === 'in_review' ? <Notice text="等另一位同事审。审过了会发消息告诉您。" /> : null}
      {moving.error ? <Notice kind="warn" text={moving.error.message} /> : null}
      {moves.indexOf('take_back') >= 0 ? (
        <Btn
          text="拿回来改"
          kind="secondary"
          size="l"
          wide
          isBusy={moving.isBusy}
          onPress={() => void move('take_back', '拿回来了')}
        />
      ) : null}
      {isOpen ? (
        <Rows>
          <IconRow
            icon="check"
            title="签到点名"
            note="当天打开，给大家扫，或者一个个点"
            onPress={() => openPage('volunteering/attendance/index', { activity: activityId })}
          />
          <IconRow
            icon="megaphone"
            title="临时缺人，喊一声"
            note="问问会这一样、又有空的人"
            onPress={() => openPage('volunteering/call/index', { community: communityId, activity: activityId })}
          />
          <IconRow icon="pencil-line" title="改说明和联系人" onPress={() => ask({ kind: 'words' })} />
        </Rows>
      ) : null}
      <LedShifts
        view={view}
        {...(isOpen && mayCancel ? { onOpen: (shift: LedShift) => ask({ kind: 'shift', shift }) } : {})}
      />
      {isOpen && mayCancel ? (
        <Btn id="one-more-shift" text="加一班" kind="tint" icon="plus" wide onPress={() => ask({ kind: 'add' })} />
      ) : null}
      <Section title="前前后后">
        <Card pad className="col g2">
          {newestFirst(view.story).map((step, index) => {
            const { when, what } = storyWords(step)
            return (
              <View key={index}>
                <View className="t-small quiet">
                  <Text>{when}</Text>
                </View>
                <Say>{what}</Say>
              </View>
            )
          })}
        </Card>
      </Section>
      {moves.indexOf('close') >= 0 ? (
        <Btn
          text="都办完了，收尾"
          kind="secondary"
          size="l"
          wide
          isBusy={moving.isBusy}
          onPress={() => void move('close', '收尾了')}
        />
      ) : null}
      <Btn
        text="照样再办一次"
        kind="tint"
        icon="refresh-cw"
        wide
        onPress={() => replacePage('volunteering/plan/index', { community: communityId, copy: activityId })}
      />
      {mayCancel ? (
        <Btn text="取消这个活动" kind="plain" size="l" wide onPress={() => ask({ kind: 'cancel' })} />
      ) : null}
      {asked?.kind === 'cancel' ? (
        <CancelSheet view={view} onClose={() => ask(undefined)} onDone={() => done('取消了，都通知了')} />
      ) : null}
      {asked?.kind === 'words' ? (
        <WordsSheet view={view} choices={choices} onClose={() => ask(undefined)} onDone={() => done('改好了')} />
      ) : null}
      {asked?.kind === 'add' ? (
        <AddShiftSheet view={view} onClose={() => ask(undefined)} onDone={done} onStale={onChanged} />
      ) : null}
      {asked?.kind === 'shift' ? (
        <LedShiftSheet
          key={asked.shift.shiftId}
          view={view}
          shift={asked.shift}
          onClose={() => ask(undefined)}
          onDone={done}
        />
      ) : null}
    </>
  )
}

function Head({ view }: { view: PlanView }) {
  const { title, plan, groupName, leaderName, status } = view
  return (
    <Card pad>
      <View className="flex between g3 top-align">
        <View className="t-heading grow">
          <Text>{title}</Text>
        </View>
        <SaidPill said={activityStatusWords[status]} />
      </View>
      <View className="t-title mt1">
        <Text>{whenWords(view)}</Text>
      </View>
      <View className="facts mt4">
        <Fact name="谁办">
          <Say>{groupName}</Say>
        </Fact>
        <Fact name="在哪儿">
          <Say>{plan.place}</Say>
        </Fact>
        <Fact name="带队">
          <Say>{leaderName === '' ? plan.contactName : leaderName}</Say>
        </Fact>
      </View>
    </Card>
  )
}
