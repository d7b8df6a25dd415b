package io.avatarorigin.origin.web.substitute;

import java.util.Map;

/**
 * The capitals and digits that {@link Monogram} writes, drawn for it as {@link Glyph#parse} reads
 * them: what serves pictures has neither fonts nor what they need.
 */
final class Alphabet {
  private static final Map<Character, Glyph> GLYPHS =
      Map.ofEntries(
          glyph('A', "0,1 .41,0 .82,1; .143,.65 .677,.65"),
          glyph(
              'B',
              ".31,.47 0,.47 0,0 .29,0 .29,.235,.235,.235,-90,90"
                  + " .31,.735,.28,.265,-90,90 0,1 0,.47"),
          glyph('C', ".47,.5,.47,.5,-47,-313"),
          glyph('D', "0,0 .25,0 .25,.5,.48,.5,-90,90 0,1 0,0"),
          glyph('E', ".52,0 0,0 0,1 .52,1; 0,.49 .46,.49"),
          glyph('F', ".5,0 0,0 0,1; 0,.5 .44,.5"),
          glyph('G', ".47,.5,.47,.5,-47,-360 .54,.5"),
          glyph('H', "0,0 0,1; .7,0 .7,1; 0,.49 .7,.49"),
          glyph('I', "0,0 0,1"),
          glyph('J', ".4,0 .4,.76 .19,.76,.21,.24,0,150"),
          glyph('K', "0,0 0,1; .62,0 0,.62; .23,.39 .66,1"),
          glyph('L', "0,0 0,1 .5,1"),
          glyph('M', "0,1 0,0 .44,.72 .88,0 .88,1"),
          glyph('N', "0,1 0,0 .72,1 .72,0"),
          glyph('O', ".49,.5,.49,.5,0,360"),
          glyph('P', "0,1 0,0 .29,0 .29,.27,.27,.27,-90,90 0,.54"),
          glyph('Q', ".49,.5,.49,.5,0,360; .6,.7 .92,1.04"),
          glyph('R', "0,1 0,0 .3,0 .3,.265,.265,.265,-90,90 0,.53; .3,.53 .62,1"),
          glyph('S', ".29,.24,.25,.24,-30,-270 .29,.74,.28,.26,-90,150"),
          glyph('T', "0,0 .68,0; .34,0 .34,1"),
          glyph('U', "0,0 0,.66 .34,.66,.34,.34,180,0 .68,0"),
          glyph('V', "0,0 .4,1 .8,0"),
          glyph('W', "0,0 .29,1 .58,.1 .87,1 1.16,0"),
          glyph('X', "0,0 .68,1; .68,0 0,1"),
          glyph('Y', "0,0 .36,.5 .72,0; .36,.5 .36,1"),
          glyph('Z', "0,0 .62,0 0,1 .62,1"),
          glyph('0', ".31,.5,.31,.5,0,360"),
          glyph('1', "0,.2 .26,0 .26,1"),
          glyph('2', ".29,.28,.28,.28,-165,30 0,1 .58,1"),
          glyph('3', ".28,.24,.24,.24,-150,90 .28,.74,.28,.26,-90,150"),
          glyph('4', ".48,1 .48,0 0,.7 .66,.7"),
          glyph('5', ".52,0 .12,0 .08,.43 .27,.68,.3,.32,-125,145"),
          glyph('6', ".3,.68,.3,.32,0,360; .45,0 .035,.53"),
          glyph('7', "0,0 .58,0 .2,1"),
          glyph('8', ".29,.24,.235,.24,0,360; .29,.74,.29,.26,0,360"),
          glyph('9', ".3,.32,.3,.32,0,360; .15,1 .565,.47"));

  private Alphabet() {}

  /** Whether it has this character. */
  static boolean has(int character) {
    return character < Character.MAX_VALUE && GLYPHS.containsKey((char) character);
  }

  static Glyph glyph(char character) {
    Glyph glyph = GLYPHS.get(character);
    if (glyph == null) {
      throw new IllegalArgumentException("no glyph is drawn for " + character);
    }
    return glyph;
  }

  private static Map.Entry<Character, Glyph> glyph(char character, String strokes) {
    return Map.entry(character, Glyph.parse(strokes));
  }
}
