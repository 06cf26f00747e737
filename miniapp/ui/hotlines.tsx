import { dial } from '../client/navigate.ts'
import { useQuery } from '../client/use-query.ts'
import { Btn } from './btn.tsx'
import { Sheet } from './sheet.tsx'
import { QueryView } from './states.tsx'

/** Whose telephone: for somebody of whom no community is known yet. */
export function HotlineSheet({ onClose }: { onClose: () => void }) {
  const communities = useQuery('people.communities', {}, { keep: true })
  return (
    <Sheet title="打给哪个社区" onClose={onClose}>
      <QueryView query={communities} rows={2}>
        {({ communities: all }) =>
          all.map(({ communityId, name, hotline }) => (
            <Btn
              key={communityId}
              text={name}
              label={`打电话给${name}，${hotline}`}
              size="l"
              wide
              icon="phone"
              onPress={() => dial(hotline)}
            />
          ))
        }
      </QueryView>
      <Btn text="先不打" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
