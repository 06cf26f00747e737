import { View } from '@tarojs/components'
import { useState } from 'react'
import type { EvaluatedVolunteer, ShiftEvaluation } from '../../../shared/evaluations/contract.ts'
import { qualities, type Quality } from '../../../shared/evaluations/evaluations.ts'
import { useCommand } from '../../client/use-command.ts'
import { qualityWords } from '../../text/evaluations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Avatar, Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { CommendSheet } from './commend-sheet.tsx'

/** For who leads the shift: how each served, all at once or one by one, and what was said of it. */
export function Leading({
  shift,
  leading,
  onChanged,
}: {
  shift: ShiftEvaluation
  leading: NonNullable<ShiftEvaluation['leading']>
  onChanged: () => void
}) {
  const [asked, ask] = useState<EvaluatedVolunteer | undefined>(undefined)
  const all = useCommand('evaluations.evaluateVolunteers')
  const left = leading.volunteers.filter(({ mine }) => mine === null)
  const { communityId, shiftId } = shift

  async function allExcellent() {
    const volunteers = left.map(({ residentId }) => ({ residentId, quality: 'excellent' as const, words: '' }))
    const answer = await all.run({ id: all.id(), communityId, shiftId, volunteers })
    if (answer?.ok === true) {
      say(`${volunteers.length} 位都记了“很好”`)
      onChanged()
    }
  }

  return (
    <>
      <Section title="大家服务得怎么样" note={left.length === 0 ? '都评过了' : `还有 ${left.length} 位没评`}>
        {leading.volunteers.length === 0 ? (
          <Card pad>
            <Say>这一班没有签到的志愿者。</Say>
          </Card>
        ) : (
          <Rows>
            {leading.volunteers.map((volunteer) => {
              const { residentId, name, volunteerNumber, mine } = volunteer
              return (
                <Row
                  key={residentId}
                  lead={<Avatar name={name} />}
                  title={name}
                  note={mine === null || mine.words === '' ? `编号 ${volunteerNumber}` : mine.words}
                  end={mine === null ? <Pill text="没评" /> : <Pill text={qualityWords[mine.quality]} kind="ok" />}
                  {...(shift.open ? { onPress: () => ask(volunteer) } : {})}
                />
              )
            })}
          </Rows>
        )}
        {all.error === undefined ? null : <Notice kind="warn" text={all.error.message} />}
        {shift.open && left.length > 0 ? (
          <Btn
            text={left.length === 1 ? '很好' : `${left.length} 位都很好`}
            kind="primary"
            size="l"
            wide
            icon="thumbs-up"
            isBusy={all.isBusy}
            busyText="正在记"
            onPress={() => void allExcellent()}
          />
        ) : null}
      </Section>
      <SaidOfShift leading={leading} />
      {asked === undefined ? null : (
        <VolunteerSheet
          shift={shift}
          volunteer={asked}
          onClose={() => ask(undefined)}
          onDone={() => {
            ask(undefined)
            onChanged()
          }}
        />
      )}
    </>
  )
}

function SaidOfShift({ leading: { activity, leader, words } }: { leading: NonNullable<ShiftEvaluation['leading']> }) {
  if (activity.count + leader.count + words.length === 0) return null
  return (
    <Section title="大家怎么说这一班">
      <Card pad className="col g3">
        <View className="facts">
          <Fact name="活动">
            <Say>{activity.average === null ? '还没人评' : `${activity.average} 分，${activity.count} 人评`}</Say>
          </Fact>
          <Fact name="负责人">
            <Say>{leader.average === null ? '还没人评' : `${leader.average} 分，${leader.count} 人评`}</Say>
          </Fact>
        </View>
        {words.map((one) => (
          <View key={one} className="quiet">
            <Say>{`“${one}”`}</Say>
          </View>
        ))}
      </Card>
    </Section>
  )
}

function VolunteerSheet({
  shift,
  volunteer,
  onClose,
  onDone,
}: {
  shift: ShiftEvaluation
  volunteer: EvaluatedVolunteer
  onClose: () => void
  onDone: () => void
}) {
  const [quality, setQuality] = useState<Quality>(volunteer.mine?.quality ?? 'excellent')
  const [words, setWords] = useState(volunteer.mine?.words ?? '')
  const [isCommending, setCommending] = useState(false)
  const rate = useCommand('evaluations.evaluateVolunteers')
  const { communityId, shiftId } = shift
  const { residentId, name } = volunteer

  async function send() {
    const volunteers = [{ residentId, quality, words: words.trim() }]
    const answer = await rate.run({ id: rate.id(), communityId, shiftId, volunteers })
    if (answer?.ok === true) {
      say('记下了')
      onDone()
    }
  }

  if (isCommending) return <CommendSheet shift={shift} volunteer={volunteer} onClose={onClose} />
  return (
    <Sheet title={`${name}服务得怎么样`} line="他自己能看到您说的。" onClose={onClose}>
      <Segmented<Quality>
        label="服务得怎么样"
        options={qualities.map((value) => ({ value, text: qualityWords[value] }))}
        value={quality}
        onChange={setQuality}
      />
      <LongField
        id="quality-words"
        label="说一句，可以不写"
        value={words}
        onInput={setWords}
        maxLength={200}
        placeholder="比如：来得早，扶老人很细心"
      />
      {rate.error === undefined ? null : <Notice kind="warn" text={rate.error.message} />}
      <Btn
        text="就这样评"
        kind="primary"
        size="l"
        wide
        isBusy={rate.isBusy}
        busyText="正在记"
        onPress={() => void send()}
      />
      <Btn text="推荐表彰他" kind="text" wide icon="star" onPress={() => setCommending(true)} />
      <Btn text="先不评" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}
