import { z } from 'zod'
import {
  align,
  base,
  confirm,
  icon,
  larkMd,
  leaves,
  markdown,
  plain,
  pressable,
  px,
  size,
  spacing,
  title,
  valign,
  type Leaf,
} from './card-leaves.js'

export type CardElement = Leaf | Columns | Holder

interface Columns {
  readonly tag: 'column_set'
  readonly element_id?: string | undefined
  readonly columns: readonly { readonly elements: readonly CardElement[] }[]
}

interface Holder {
  readonly tag: 'form' | 'interactive_container' | 'collapsible_panel'
  readonly element_id?: string | undefined
  readonly name?: string | undefined
  readonly elements: readonly CardElement[]
}

const container = {
  ...base,
  direction: z.enum(['vertical', 'horizontal']).optional(),
  padding: px.optional(),
  vertical_align: valign.optional(),
  vertical_spacing: spacing.optional(),
  horizontal_align: align.optional(),
  horizontal_spacing: spacing.optional(),
}

const column = z.strictObject({
  ...container,
  tag: z.literal('column'),
  background_style: z.string().optional(),
  width: z.union([z.enum(['auto', 'weighted']), px]).optional(),
  weight: z.int().min(1).max(5).optional(),
  get elements(): z.ZodArray<z.ZodType<CardElement>> {
    return z.array(element)
  },
})

const columnSet = z.strictObject({
  ...base,
  tag: z.literal('column_set'),
  flex_mode: z.enum(['none', 'stretch', 'flow', 'bisect', 'trisect']).optional(),
  horizontal_spacing: spacing.optional(),
  horizontal_align: align.optional(),
  background_style: z.string().optional(),
  get columns() {
    return z.array(column).min(1)
  },
})

const form = z.strictObject({
  ...container,
  tag: z.literal('form'),
  name: z.string().min(1),
  confirm: confirm.optional(),
  get elements(): z.ZodArray<z.ZodType<CardElement>> {
    return z.array(element)
  },
})

const interactive = z.strictObject({
  ...container,
  ...pressable,
  tag: z.literal('interactive_container'),
  width: size.optional(),
  height: size.optional(),
  background_style: z.string().optional(),
  has_border: z.boolean().optional(),
  border_color: z.string().optional(),
  corner_radius: size.optional(),
  get elements(): z.ZodArray<z.ZodType<CardElement>> {
    return z.array(element)
  },
})

const panel = z.strictObject({
  ...container,
  tag: z.literal('collapsible_panel'),
  expanded: z.boolean().optional(),
  background_color: z.string().optional(),
  border: z.strictObject({ color: z.string().optional(), corner_radius: size.optional() }).optional(),
  header: z.strictObject({
    title: z.discriminatedUnion('tag', [plain, larkMd, markdown]),
    background_color: z.string().optional(),
    vertical_align: valign.optional(),
    padding: px.optional(),
    position: z.enum(['top', 'bottom']).optional(),
    width: size.optional(),
    icon: icon.optional(),
    icon_position: z.enum(['left', 'right', 'follow_text']).optional(),
    icon_expanded_angle: z.number().optional(),
  }),
  get elements(): z.ZodArray<z.ZodType<CardElement>> {
    return z.array(element)
  },
})

const element: z.ZodType<CardElement> = z.discriminatedUnion('tag', [
  ...leaves,
  columnSet,
  form,
  interactive,
  panel,
])

/**
 * Cards JSON 2.0 as far as a bot like ours needs them: an unknown property is an error, as on the platform.
 * Gathered from the platform's reference and from typed listings of other bots; no official schema exists.
 */
export const cardSchema = z.strictObject({
  schema: z.literal('2.0'),
  config: z
    .strictObject({
      // False is refused: a 2.0 card is always shared.
      update_multi: z.literal(true).optional(),
      streaming_mode: z.boolean().optional(),
      enable_forward: z.boolean().optional(),
      enable_forward_interaction: z.boolean().optional(),
      width_mode: z.enum(['default', 'compact', 'fill']).optional(),
      use_custom_translation: z.boolean().optional(),
      summary: z.strictObject({ content: z.string() }).optional(),
      locales: z.array(z.string()).optional(),
      style: z.looseObject({}).optional(),
    })
    .optional(),
  card_link: z.looseObject({ url: z.string().optional() }).optional(),
  header: z
    .strictObject({
      title,
      subtitle: title.optional(),
      template: z
        .enum([
          'blue',
          'wathet',
          'turquoise',
          'green',
          'yellow',
          'orange',
          'red',
          'carmine',
          'violet',
          'purple',
          'indigo',
          'grey',
          'default',
        ])
        .optional(),
      icon: icon.optional(),
      padding: px.optional(),
      text_tag_list: z
        .array(
          z.strictObject({
            tag: z.literal('text_tag'),
            text: plain,
            color: z.string().optional(),
            element_id: base.element_id,
          }),
        )
        .max(3)
        .optional(),
    })
    .optional(),
  body: z.strictObject({
    direction: container.direction,
    padding: px.optional(),
    vertical_align: container.vertical_align,
    vertical_spacing: container.vertical_spacing,
    horizontal_align: container.horizontal_align,
    horizontal_spacing: container.horizontal_spacing,
    elements: z.array(element),
  }),
})

export type Card = z.infer<typeof cardSchema>
