import type { ServiceDraft } from '../../../../shared/booking/offering-schemas.ts'
import { periodWords } from '../../../text/offering.ts'
import { Btn } from '../../../ui/btn.tsx'
import { Field, Segmented, Switch } from '../../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../../ui/layout.tsx'
import type { PartProps } from './typed.ts'
import { PickOne } from '../pick-one.tsx'

type Limits = ServiceDraft['limits']
const mostLimits = 4

/** How early, how late, and how often. */
export function Limits({ typed, put }: PartProps) {
  const { draft } = typed
  const set = (limits: Limits) => put({ draft: { ...draft, limits } })
  const change = (place: number, more: Partial<Limits[number]>) =>
    set(draft.limits.map((one, index) => (index === place ? { ...one, ...more } : one)))
  const number = (label: string, name: 'daysAhead' | 'closeMinutes' | 'cancelMinutes' | 'openLimit') => (
    <Field
      label={label}
      type="number"
      value={typed[name]}
      onInput={(text) => put({ [name]: text })}
      maxLength={5}
      id={name}
    />
  )
  return (
    <Section title="约的规矩">
      <Card pad className="col g3">
        {number('提前几天能约', 'daysAhead')}
        {number('开始前几分钟停约', 'closeMinutes')}
        {number('开始前几分钟还能取消', 'cancelMinutes')}
        {number('一个人最多同时约几次', 'openLimit')}
      </Card>
      {draft.limits.map((limit, place) => (
        <Card key={place} pad className="col g3">
          <Segmented
            label="按人还是按户"
            options={[
              { value: 'person', text: '一个人' },
              { value: 'household', text: '一户' },
            ]}
            value={limit.per}
            onChange={(per) => change(place, { per: per === 'person' ? 'person' : 'household' })}
          />
          <PickOne
            label="多长时间里"
            options={periodWords}
            value={limit.period}
            onChange={(period) => change(place, { period })}
          />
          <Field
            label="最多几次"
            type="number"
            value={String(limit.most)}
            onInput={(text) => change(place, { most: Math.min(60, Math.max(1, Number(text.replace(/\D/g, '')) || 1)) })}
            maxLength={2}
          />
          <Btn text="不限这个" kind="plain" onPress={() => set(draft.limits.filter((_, index) => index !== place))} />
        </Card>
      ))}
      {draft.limits.length >= mostLimits ? null : (
        <Btn
          text="加一条限制"
          kind="tint"
          wide
          icon="plus"
          onPress={() => set([...draft.limits, { per: 'person', period: 'week', most: 1 }])}
        />
      )}
      <Rows>
        <Row
          title="能一次约一串"
          note="周一到周五天天来，或者每周一次"
          regular
          end={
            <Switch
              label="能一次约一串"
              isOn={draft.seriesAllowed}
              onChange={(seriesAllowed) => put({ draft: { ...draft, seriesAllowed } })}
            />
          }
        />
      </Rows>
    </Section>
  )
}
