import { View } from '@tarojs/components'
import { useState } from 'react'
import type { OfferedException, OfferingChange } from '../../../../shared/booking/offering-schemas.ts'
import { checkException } from '../../../../shared/booking/plan-check.ts'
import { addDays, type Day } from '../../../../shared/time.ts'
import { newId } from '../../../client/new-id.ts'
import { dayHeading, exceptionWords, timeTyped } from '../../../text/offering.ts'
import { Btn } from '../../../ui/btn.tsx'
import { Field, Segmented, Switch } from '../../../ui/forms.tsx'
import { Row, Rows } from '../../../ui/layout.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { Notice } from '../../../ui/states.tsx'
import { whoseWords, type OfferingData } from '../use-offering.ts'
import { PickOne } from '../pick-one.tsx'

type Scope = 'community' | 'provider' | 'service' | 'resource'
const scopes: readonly { value: Scope; text: string }[] = [
  { value: 'resource', text: '一个人、窗口' },
  { value: 'provider', text: '一处' },
  { value: 'service', text: '一项服务' },
  { value: 'community', text: '整个社区' },
]
const mostDays = 366

/** A departure from the week: who or what, from when, for how long, and why. */
export function ExceptionSheet({
  from,
  data,
  onClose,
  onChange,
}: {
  from: Day
  data: OfferingData
  onClose: () => void
  onChange: (change: OfferingChange) => void
}) {
  const [id] = useState(() => newId())
  const [scope, setScope] = useState<Scope>('resource')
  const [target, setTarget] = useState('')
  const [kind, setKind] = useState<'closed' | 'open'>('closed')
  const [start, setStart] = useState(0)
  const [days, setDays] = useState('1')
  const [isWhole, setWhole] = useState(true)
  const [fromTime, setFromTime] = useState('13:30')
  const [toTime, setToTime] = useState('17:00')
  const [reason, setReason] = useState('')

  const targets = targetsOf(scope, data)
  const chosen = targets.filter(({ value }) => value === target)[0]?.value ?? targets[0]?.value
  const count = /^\d{1,3}$/.test(days) ? Number(days) : 0
  const fromDay = addDays(from, start)
  const [startTime, endTime] = isWhole ? [null, null] : [timeTyped(fromTime), timeTyped(toTime)]
  const exception: OfferedException = {
    exceptionId: id,
    kind: scope === 'resource' ? 'closed' : kind,
    providerId: scope === 'provider' ? (chosen ?? null) : null,
    serviceId: scope === 'service' ? (chosen ?? null) : null,
    resourceId: scope === 'resource' ? (chosen ?? null) : null,
    fromDay,
    toDay: addDays(fromDay, Math.max(1, count) - 1),
    fromTime: startTime ?? null,
    toTime: endTime ?? null,
    reason: reason.trim(),
  }
  const isTyped = startTime !== undefined && endTime !== undefined && count > 0 && count <= mostDays
  const mistakes = isTyped ? checkException(exception) : []
  const isReady = isTyped && mistakes.length === 0 && exception.reason !== '' && (scope === 'community' || chosen)
  return (
    <Sheet title="加一条例外" onClose={onClose}>
      <PickOne label="停哪里" options={scopes} value={scope} onChange={setScope} />
      {scope === 'community' ? null : (
        <PickOne label="是哪一个" options={targets} value={chosen ?? ''} onChange={setTarget} />
      )}
      {scope === 'resource' ? null : (
        <Segmented
          label="不开还是加开"
          options={[
            { value: 'closed', text: '这几天不开' },
            { value: 'open', text: '这几天加开' },
          ]}
          value={kind}
          onChange={(value) => setKind(value === 'open' ? 'open' : 'closed')}
        />
      )}
      <PickOne
        label="从哪天起"
        options={Array.from({ length: 14 }, (_, ahead) => ({
          value: String(ahead),
          text: dayHeading(addDays(from, ahead)),
        }))}
        value={String(start)}
        onChange={(value) => setStart(Number(value))}
      />
      <Field
        label="一共几天"
        type="number"
        value={days}
        onInput={setDays}
        maxLength={3}
        wrong={count > 0 && count <= mostDays ? undefined : '1 到 366 天'}
        id="days"
      />
      <Rows>
        <Row title="整天" regular end={<Switch label="整天" isOn={isWhole} onChange={setWhole} />} />
      </Rows>
      {isWhole ? null : (
        <View className="offering-pair">
          <Field
            label="从几点"
            value={fromTime}
            onInput={setFromTime}
            maxLength={5}
            wrong={startTime === undefined ? '像 13:30 这样填' : undefined}
          />
          <Field
            label="到几点"
            value={toTime}
            onInput={setToTime}
            maxLength={5}
            wrong={endTime === undefined ? '像 17:00 这样填' : undefined}
          />
        </View>
      )}
      <Field
        label="为什么，居民也看得到"
        value={reason}
        onInput={setReason}
        placeholder="周敏护士休假"
        maxLength={60}
        id="why"
      />
      <Notice
        kind={mistakes.length === 0 ? 'info' : 'warn'}
        text={mistakes.length === 0 ? exceptionWords(exception, whoseWords(data, exception)) : mistakes.join('，')}
      />
      <Btn
        text="看看会影响谁，再加上"
        kind="primary"
        wide
        disabled={!isReady}
        onPress={() => onChange({ kind: 'exception', exception })}
      />
      <Btn text="先不加" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

function targetsOf(scope: Scope, data: OfferingData): { value: string; text: string }[] {
  const there = <One extends { isWithdrawn: boolean; name: string }>(
    some: readonly One[],
    idOf: (one: One) => string,
  ) => some.filter(({ isWithdrawn }) => !isWithdrawn).map((one) => ({ value: idOf(one), text: one.name }))
  if (scope === 'provider') return there(data.providers, ({ providerId }) => providerId)
  if (scope === 'service') return there(data.services, ({ serviceId }) => serviceId)
  if (scope !== 'resource') return []
  // leave is the usual reason: people first
  const people = data.resources.filter(({ kind }) => kind === 'worker')
  const things = data.resources.filter(({ kind }) => kind !== 'worker')
  return there([...people, ...things], ({ resourceId }) => resourceId)
}
