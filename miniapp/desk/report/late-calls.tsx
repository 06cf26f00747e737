import { useState } from 'react'
import type { LateCall } from '../../../shared/help/report-contract.ts'
import { reviewCauses, type ReviewCause } from '../../../shared/help/report.ts'
import { dayOf, dayWord, timeOf } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { causeWords, lateWords } from '../../text/report.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Field } from '../../ui/forms.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** Every call above 180 s, and what was found out about it. */
export function LateCalls({ period }: { period: { areaCode: string; from: string; to: string } }) {
  const query = useQuery('help.lateCalls', period)
  const [open, setOpen] = useState<LateCall | undefined>(undefined)
  return (
    <Section title="等得太久的" note="每一次都要写复盘">
      <QueryView
        query={query}
        rows={2}
        empty={{ when: ({ calls }) => calls.length === 0, show: <Notice kind="ok" text="一次也没有。" /> }}
      >
        {({ calls }) => (
          <Rows>
            {calls.map((call) => (
              <Row
                key={call.callId}
                title={`${call.residentName}，${call.address}`}
                note={`${dayWord(dayOf(new Date(call.raisedAt)))} ${timeOf(new Date(call.raisedAt))}，${lateWords(call)}`}
                end={
                  <Pill
                    text={call.review === null ? '待复盘' : causeWords[call.review.cause]}
                    kind={call.review === null ? 'warn' : 'ok'}
                  />
                }
                onPress={() => setOpen(call)}
              />
            ))}
          </Rows>
        )}
      </QueryView>
      {open === undefined ? null : (
        <ReviewSheet
          key={open.callId}
          call={open}
          onClose={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined)
            say('复盘记下了')
            query.refresh()
          }}
        />
      )}
    </Section>
  )
}

function ReviewSheet({ call, onClose, onSaved }: { call: LateCall; onClose: () => void; onSaved: () => void }) {
  const save = useCommand('help.saveReview')
  const [cause, setCause] = useState<ReviewCause | undefined>(call.review?.cause)
  const [found, setFound] = useState(call.review?.found ?? '')
  const [measure, setMeasure] = useState(call.review?.measure ?? '')
  const [wrong, setWrong] = useState<string | undefined>(undefined)

  async function submit() {
    if (cause === undefined) return setWrong('先选一个原因。')
    if (found.trim() === '') return setWrong('写一句当时是怎么回事。')
    setWrong(undefined)
    const { communityId, callId } = call
    const answer = await save.run({ communityId, callId, cause, found, measure })
    if (answer?.ok) onSaved()
  }

  return (
    <Sheet
      title={`${call.residentName}的求助，${lateWords(call)}`}
      line="不怪谁。弄清楚，下次快一点。"
      onClose={onClose}
    >
      {reviewCauses.map((one) => (
        <Choice key={one} title={causeWords[one]} isOn={cause === one} onPress={() => setCause(one)} />
      ))}
      <Field label="当时是怎么回事" value={found} onInput={setFound} maxLength={300} />
      <Field label="以后怎么办（可以不填）" value={measure} onInput={setMeasure} maxLength={300} />
      {wrong === undefined && save.error === undefined ? null : (
        <Notice kind="warn" text={wrong ?? save.error?.message ?? ''} />
      )}
      <Btn text="记下复盘" kind="primary" wide isBusy={save.isBusy} busyText="正在记" onPress={() => void submit()} />
      <Btn text="先不写" kind="ghost" wide onPress={onClose} />
    </Sheet>
  )
}
