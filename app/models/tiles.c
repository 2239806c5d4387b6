/* Runs BERT layers in bfloat16 on the matrix tiles (AMX) of x86-64 processors: app/models/tiles.py calls it.

   Rows of tokens stand one behind the other without padding. What is worked out for a token depends on the tokens of
   its own row alone, to the last bit: every sum is taken in one order, whatever stands beside it.

   Where the compiler or the processor has no tiles, tiles_able() is 0 and nothing else may be called. */

#include <stdint.h>

#if defined(__x86_64__) && defined(__linux__) && (defined(__clang__) ? __clang_major__ >= 12 : __GNUC__ >= 11)

#include <cpuid.h>
#include <immintrin.h>
#include <math.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TILED __attribute__((target("amx-tile,amx-bf16,avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,fma")))
#define INLINE TILED static inline __attribute__((always_inline))

enum { SIDE = 16, STEP = 32, HEAD = 32, PART = 384 };  /* PART: columns of the inner layer that are worked on at once */

typedef uint16_t half; /* bfloat16 */

/* Of one layer: matrices as tiles.py packs them, and vectors. */
struct layer {
    const half *into, *out, *wide, *narrow; /* query, key and value; attention's output; to and from the inner layer */
    const float *into_bias, *out_bias, *wide_bias, *narrow_bias;
    const float *first_weight, *first_bias, *second_weight, *second_bias; /* of the layer norms */
};

struct model {
    int64_t layers, width, inner;
    const float *words, *kinds, *places, *weight, *bias; /* the embeddings and their layer norm */
    const struct layer *layer;
};

/* What a call works in: tokens down, with STEP more than there are, since whole blocks are read and written. */
struct room {
    half *rows, *heads, *seen, *inner, *keys, *values, *shares;
    float *sums, *scores;
};

struct shape {
    uint8_t palette, start, reserved[14];
    uint16_t columns[16];
    uint8_t rows[16];
} __attribute__((packed));

/* Eight tiles of 16 rows of 64 bytes. It is no variable: GCC does not know that all of it is read. */
static const struct shape SHAPE = {
    .palette = 1,
    .columns = {64, 64, 64, 64, 64, 64, 64, 64},
    .rows = {SIDE, SIDE, SIDE, SIDE, SIDE, SIDE, SIDE, SIDE},
};

TILED static void begin(void) { _tile_loadconfig(&SHAPE); }

/* All that was written is in memory: GCC does not know that loading a tile reads it. Storing one, it does know. */
#define WRITTEN() __asm__ volatile("" ::: "memory")

/* 2^x for x of at most 0 or so, to a few units in the last place of float32. */
INLINE __m512 power(__m512 x) {
    __m512 whole = _mm512_roundscale_ps(x, 0);
    __m512 rest = _mm512_sub_ps(x, whole);
    __m512 sum = _mm512_set1_ps(1.339887440e-3f);
    sum = _mm512_fmadd_ps(sum, rest, _mm512_set1_ps(9.618437357e-3f));
    sum = _mm512_fmadd_ps(sum, rest, _mm512_set1_ps(5.550332548e-2f));
    sum = _mm512_fmadd_ps(sum, rest, _mm512_set1_ps(2.402264791e-1f));
    sum = _mm512_fmadd_ps(sum, rest, _mm512_set1_ps(6.931472028e-1f));
    sum = _mm512_fmadd_ps(sum, rest, _mm512_set1_ps(1.0f));
    return _mm512_scalef_ps(sum, whole);
}

/* x (1 + erf(x / sqrt 2)) / 2, off by 3e-5 at most where x is at most 1, else by 3e-5 of x, a hundredth of what bfloat16
   rounds. The second factor less a half is odd in x: nine powers of it, fitted to the least largest error on -4 to 4. */
INLINE __m512 gelu(__m512 x) {
    const __m512 bound = _mm512_set1_ps(4.0f);
    __m512 near = _mm512_min_ps(_mm512_max_ps(x, _mm512_sub_ps(_mm512_setzero_ps(), bound)), bound);
    __m512 square = _mm512_mul_ps(near, near);
    __m512 sum = _mm512_set1_ps(6.738809026e-11f);
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(-6.065752139e-09f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(2.440493708e-07f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(-5.860020833e-06f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(9.493465692e-05f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(-1.112824235e-03f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(9.815699209e-03f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(-6.632346953e-02f));
    sum = _mm512_fmadd_ps(sum, square, _mm512_set1_ps(3.988809281e-01f));
    return _mm512_mul_ps(x, _mm512_fmadd_ps(sum, near, _mm512_set1_ps(0.5f)));
}

/* A block of 32 x 32 sums that has still to be rounded: into 32 rows of 32 numbers, one behind the other. */
struct waiting {
    const float *sums;
    half *to;
};

/* One row of sums as bfloat16, through gelu where that is asked for. */
INLINE void rounded(const struct waiting *waiting, int64_t row, int curved) {
    const float *sums = waiting->sums + row * STEP;
    __m512 low = _mm512_load_ps(sums), high = _mm512_load_ps(sums + SIDE);
    if (curved) {
        low = gelu(low);
        high = gelu(high);
    }
    _mm512_storeu_si512(waiting->to + row * STEP, (__m512i)_mm512_cvtne2ps_pbh(high, low));
}

/* A block of 32 x 32: sums = begun + rows . weights. Rows are `steps` blocks of 32 x 32, row after row; weights are as
   many, as tiles.py packs them. Strides are in bytes; a stride of 0 repeats the first row.

   The caller keeps to one block of weights for all rows, which so stays in the first cache; rows come from the second and
   are loaded so that they do not drive it out. While the tiles multiply, the block before is rounded, where there is
   one. */
INLINE void block(const half *rows, const half *weights, int64_t steps, const float *begun, size_t begun_stride,
                  float *sums, size_t sum_stride, const struct waiting *waiting, int curved) {
    const char *lower = (const char *)begun + SIDE * begun_stride;
    const int64_t each = (STEP + steps - 1) / steps;
    int64_t row = 0;
    WRITTEN();
    _tile_loadd(0, begun, begun_stride);
    _tile_loadd(1, begun + SIDE, begun_stride);
    _tile_loadd(2, lower, begun_stride);
    _tile_loadd(3, lower + SIDE * sizeof(float), begun_stride);
    for (int64_t n = 0; n < steps; n++) {
        _tile_stream_loadd(4, rows + n * STEP * STEP, STEP * sizeof(half));
        _tile_loadd(6, weights + n * STEP * STEP, 64);
        _tile_loadd(7, weights + n * STEP * STEP + STEP * SIDE, 64);
        _tile_dpbf16ps(0, 4, 6);
        _tile_stream_loadd(5, rows + n * STEP * STEP + STEP * SIDE, STEP * sizeof(half));
        _tile_dpbf16ps(1, 4, 7);
        _tile_dpbf16ps(2, 5, 6);
        if (waiting)
            for (const int64_t end = row + each < STEP ? row + each : STEP; row < end; row++)
                rounded(waiting, row, curved);
        _tile_dpbf16ps(3, 5, 7);
    }
    char *below = (char *)sums + SIDE * sum_stride;
    _tile_stored(0, sums, sum_stride);
    _tile_stored(1, sums + SIDE, sum_stride);
    _tile_stored(2, below, sum_stride);
    _tile_stored(3, below + SIDE * sizeof(float), sum_stride);
}

/* Where the numbers of a token stand that are the first of 32 columns, in blocks of 32 x 32 of `width` columns. */
INLINE int64_t place(int64_t token, int64_t column, int64_t width) {
    return token / STEP * STEP * width + column * STEP + token % STEP * STEP;
}

/* The layer norm of one row of float32. It becomes bfloat16 in `to`, and with `more` added float32 again in the row
   itself, from where the next sums begin; without `more` it is the answer. */
INLINE void norm(float *row, int64_t width, const float *weight, const float *bias, const float *more, half *to) {
    __m512 sum = _mm512_setzero_ps(), square = _mm512_setzero_ps();
    for (int64_t n = 0; n < width; n += SIDE) sum = _mm512_add_ps(sum, _mm512_loadu_ps(row + n));
    const __m512 mean = _mm512_set1_ps(_mm512_reduce_add_ps(sum) / width);
    for (int64_t n = 0; n < width; n += SIDE) {
        __m512 off = _mm512_sub_ps(_mm512_loadu_ps(row + n), mean);
        square = _mm512_fmadd_ps(off, off, square);
    }
    const __m512 scale = _mm512_set1_ps(1.0f / sqrtf(_mm512_reduce_add_ps(square) / width + 1e-12f));
    for (int64_t n = 0; n < width; n += STEP) {
        __m512 value[2];
        for (int side = 0; side < 2; side++) {
            const int64_t at = n + side * SIDE;
            __m512 even = _mm512_mul_ps(_mm512_sub_ps(_mm512_loadu_ps(row + at), mean), scale);
            value[side] = _mm512_fmadd_ps(even, _mm512_loadu_ps(weight + at), _mm512_loadu_ps(bias + at));
            __m512 next = more ? _mm512_add_ps(value[side], _mm512_loadu_ps(more + at)) : value[side];
            _mm512_storeu_ps(row + at, next);
        }
        _mm512_storeu_si512(to + n * STEP, (__m512i)_mm512_cvtne2ps_pbh(value[1], value[0]));
    }
}

/* Sixteen keys of 32 numbers as one tile to multiply with: pairs of numbers down, keys across. */
INLINE void turned(const half *keys, size_t stride, half *to) {
    __m512i row[16], four[16];
    for (int n = 0; n < 16; n++) row[n] = _mm512_loadu_si512(keys + n * stride);
    for (int n = 0; n < 16; n += 4) {
        __m512i a = _mm512_unpacklo_epi32(row[n], row[n + 1]), b = _mm512_unpackhi_epi32(row[n], row[n + 1]);
        __m512i c = _mm512_unpacklo_epi32(row[n + 2], row[n + 3]), d = _mm512_unpackhi_epi32(row[n + 2], row[n + 3]);
        four[n] = _mm512_unpacklo_epi64(a, c);
        four[n + 1] = _mm512_unpackhi_epi64(a, c);
        four[n + 2] = _mm512_unpacklo_epi64(b, d);
        four[n + 3] = _mm512_unpackhi_epi64(b, d);
    }
    for (int n = 0; n < 4; n++) { /* four[4 k + n] has, in each quarter q, pair 4 q + n of keys 4 k to 4 k + 3 */
        __m512i a = _mm512_shuffle_i32x4(four[n], four[4 + n], 0x88);
        __m512i b = _mm512_shuffle_i32x4(four[8 + n], four[12 + n], 0x88);
        __m512i c = _mm512_shuffle_i32x4(four[n], four[4 + n], 0xdd);
        __m512i d = _mm512_shuffle_i32x4(four[8 + n], four[12 + n], 0xdd);
        _mm512_store_si512(to + n * 32, _mm512_shuffle_i32x4(a, b, 0x88));
        _mm512_store_si512(to + (8 + n) * 32, _mm512_shuffle_i32x4(a, b, 0xdd));
        _mm512_store_si512(to + (4 + n) * 32, _mm512_shuffle_i32x4(c, d, 0x88));
        _mm512_store_si512(to + (12 + n) * 32, _mm512_shuffle_i32x4(c, d, 0xdd));
    }
}

/* 32 values of 32 numbers as two tiles to multiply with: pairs of values down, numbers across. */
INLINE void paired(const half *values, size_t stride, half *to) {
    static const uint16_t low[32] = {0, 32, 1, 33, 2,  34, 3,  35, 4,  36, 5,  37, 6,  38, 7,  39,
                                     8, 40, 9, 41, 10, 42, 11, 43, 12, 44, 13, 45, 14, 46, 15, 47};
    const __m512i first = _mm512_loadu_si512(low), second = _mm512_add_epi16(first, _mm512_set1_epi16(16));
    for (int n = 0; n < 16; n++) {
        __m512i a = _mm512_loadu_si512(values + 2 * n * stride), b = _mm512_loadu_si512(values + (2 * n + 1) * stride);
        _mm512_store_si512(to + n * 32, _mm512_permutex2var_epi16(a, first, b));
        _mm512_store_si512(to + 512 + n * 32, _mm512_permutex2var_epi16(a, second, b));
    }
}

/* What one row of `count` tokens sees of itself, by one head. What stands behind the row is read, and weighs nothing. */
TILED static void attend(const half *query, const half *key, const half *value, int64_t start, int64_t count,
                         const struct room *room, int64_t head, int64_t width) {
    const size_t stride = STEP;
    const int64_t sides = (count + SIDE - 1) / SIDE, steps = (count + STEP - 1) / STEP;
    const size_t score_stride = (size_t)sides * SIDE, share_stride = (size_t)steps * STEP;
    const __m512 scale = _mm512_set1_ps(1.44269504f / sqrtf(HEAD));
    const __mmask16 last = (__mmask16)(0xffff >> (sides * SIDE - count));
    for (int64_t n = 0; n < sides; n++) turned(key + n * SIDE * stride, stride, room->keys + n * 512);
    for (int64_t n = 0; n < steps; n++) paired(value + n * STEP * stride, stride, room->values + n * 1024);
    WRITTEN();
    for (int64_t top = 0; top < sides; top++) {
        const half *rows = query + top * SIDE * stride;
        const int64_t left = count - top * SIDE, here = left < SIDE ? left : SIDE;
        _tile_loadd(4, rows, stride * sizeof(half));
        int64_t n = 0;
        for (; n + 2 <= sides; n += 2) {
            _tile_zero(0);
            _tile_zero(1);
            _tile_loadd(6, room->keys + n * 512, 64);
            _tile_dpbf16ps(0, 4, 6);
            _tile_loadd(7, room->keys + n * 512 + 512, 64);
            _tile_dpbf16ps(1, 4, 7);
            _tile_stored(0, room->scores + n * SIDE, score_stride * sizeof(float));
            _tile_stored(1, room->scores + n * SIDE + SIDE, score_stride * sizeof(float));
        }
        if (n < sides) {
            _tile_zero(0);
            _tile_loadd(6, room->keys + n * 512, 64);
            _tile_dpbf16ps(0, 4, 6);
            _tile_stored(0, room->scores + n * SIDE, score_stride * sizeof(float));
        }
        float part[SIDE];
        for (int64_t row = 0; row < here; row++) {
            float *score = room->scores + row * score_stride;
            half *share = room->shares + row * share_stride;
            __m512 most = _mm512_mask_loadu_ps(_mm512_set1_ps(-INFINITY), last, score + (sides - 1) * SIDE), sum;
            for (n = 0; n < sides - 1; n++) most = _mm512_max_ps(most, _mm512_loadu_ps(score + n * SIDE));
            const __m512 top_score = _mm512_mul_ps(_mm512_set1_ps(_mm512_reduce_max_ps(most)), scale);
            sum = _mm512_setzero_ps();
            for (n = 0; n < sides; n++) {
                __m512 weight = power(_mm512_fmsub_ps(_mm512_loadu_ps(score + n * SIDE), scale, top_score));
                if (n == sides - 1) weight = _mm512_maskz_mov_ps(last, weight);
                sum = _mm512_add_ps(sum, weight);
                _mm256_storeu_si256((__m256i *)(share + n * SIDE), (__m256i)_mm512_cvtneps_pbh(weight));
            }
            if (sides & 1) _mm256_storeu_si256((__m256i *)(share + sides * SIDE), _mm256_setzero_si256());
            part[row] = 1.0f / _mm512_reduce_add_ps(sum);
        }
        WRITTEN();
        _tile_zero(0);
        _tile_zero(1);
        for (n = 0; n < steps; n++) {
            _tile_loadd(4, room->shares + n * STEP, share_stride * sizeof(half));
            _tile_loadd(6, room->values + n * 1024, 64);
            _tile_loadd(7, room->values + n * 1024 + 512, 64);
            _tile_dpbf16ps(0, 4, 6);
            _tile_dpbf16ps(1, 4, 7);
        }
        _tile_stored(0, room->scores, STEP * sizeof(float));
        _tile_stored(1, room->scores + SIDE, STEP * sizeof(float));
        for (int64_t row = 0; row < here; row++) {
            const __m512 by = _mm512_set1_ps(part[row]);
            const float *seen = room->scores + row * STEP;
            __m512 low = _mm512_mul_ps(_mm512_loadu_ps(seen), by);
            __m512 high = _mm512_mul_ps(_mm512_loadu_ps(seen + SIDE), by);
            _mm512_storeu_si512(room->seen + place(start + top * SIDE + row, head, width), (__m512i)_mm512_cvtne2ps_pbh(high, low));
        }
    }
}

TILED static void pass(const struct model *model, const struct layer *layer, const float *more, int64_t tokens,
                       int64_t count, const int64_t *starts, const struct room *room) {
    const int64_t width = model->width, inner = model->inner, steps = width / STEP, column = (tokens + STEP) * STEP;
    const size_t row_bytes = width * sizeof(float);
    float sums[2][STEP * STEP] __attribute__((aligned(64))) = {{0}};
    half spare[STEP * STEP] __attribute__((aligned(64)));
    struct waiting waiting = {sums[1], spare};
    int turn = 0;
    for (int64_t at = 0; at < 3 * width; at += STEP)
        for (int64_t top = 0; top < tokens; top += STEP, turn = !turn) {
            block(room->rows + top * width, layer->into + at * width, steps, layer->into_bias + at, 0, sums[turn],
                  STEP * sizeof(float), &waiting, 0);
            waiting = (struct waiting){sums[turn], room->heads + at / STEP * column + top * STEP};
        }
    for (int64_t row = 0; row < STEP; row++) rounded(&waiting, row, 0);
    for (int64_t n = 0; n < count; n++)
        for (int64_t head = 0; head < steps; head++) {
            const half *query = room->heads + head * column + starts[n] * STEP;
            attend(query, query + steps * column, query + 2 * steps * column, starts[n], starts[n + 1] - starts[n],
                   room, head * STEP, width);
        }
    for (int64_t at = 0; at < width; at += STEP)
        for (int64_t top = 0; top < tokens; top += STEP) {
            float *row = room->sums + top * width + at;
            block(room->seen + top * width, layer->out + at * width, steps, row, row_bytes, row, row_bytes, 0, 0);
        }
    for (int64_t n = 0; n < tokens; n++)
        norm(room->sums + n * width, width, layer->first_weight, layer->first_bias, layer->narrow_bias,
             room->rows + place(n, 0, width));
    for (int64_t from = 0; from < inner; from += PART) {
        const int64_t part = inner - from < PART ? inner - from : PART;
        waiting.to = spare;
        for (int64_t at = 0; at < part; at += STEP)
            for (int64_t top = 0; top < tokens; top += STEP, turn = !turn) {
                block(room->rows + top * width, layer->wide + (from + at) * width, steps,
                      layer->wide_bias + from + at, 0, sums[turn], STEP * sizeof(float), &waiting, 1);
                waiting = (struct waiting){sums[turn], room->inner + top * PART + at * STEP};
            }
        for (int64_t row = 0; row < STEP; row++) rounded(&waiting, row, 1);
        for (int64_t at = 0; at < width; at += STEP)
            for (int64_t top = 0; top < tokens; top += STEP) {
                float *row = room->sums + top * width + at;
                block(room->inner + top * PART, layer->narrow + at * inner + from * STEP, part / STEP, row, row_bytes,
                      row, row_bytes, 0, 0);
            }
    }
    for (int64_t n = 0; n < tokens; n++)
        norm(room->sums + n * width, width, layer->second_weight, layer->second_bias, more,
             room->rows + place(n, 0, width));
}

static size_t whole(size_t bytes) { return (bytes + 63) / 64 * 64; }

/* Lays the parts of a room out from `space` on, and returns how many bytes they take. */
static size_t laid_out(const struct model *model, int64_t tokens, int64_t longest, char *space, struct room *room) {
    const size_t rows = (size_t)(tokens + 2 * STEP) * model->width, row = (size_t)(longest + STEP);
    const size_t sizes[] = {
        rows * sizeof(half),           3 * rows * sizeof(half),    rows * sizeof(half),
        (tokens + 2 * STEP) * PART * sizeof(half), row * HEAD * sizeof(half), row * HEAD * sizeof(half),
        row * SIDE * sizeof(half),     rows * sizeof(float),       row * SIDE * sizeof(float),
    };
    char *at[sizeof sizes / sizeof *sizes], *next = space;
    for (size_t n = 0; n < sizeof sizes / sizeof *sizes; n++) {
        at[n] = next;
        next += whole(sizes[n]);
    }
    *room = (struct room){(half *)at[0], (half *)at[1], (half *)at[2], (half *)at[3],  (half *)at[4],
                          (half *)at[5], (half *)at[6], (float *)at[7], (float *)at[8]};
    return next - space;
}

/* Bytes that tiles_run needs for rows of `tokens` in all, of which the longest has `longest`. */
int64_t tiles_space(const struct model *model, int64_t tokens, int64_t longest) {
    struct room room;
    return laid_out(model, tokens, longest, (char *)64, &room);
}

/* The last layer's vectors of `count` rows of tokens into `answer`, (starts[count], width).

   Row n has the tokens starts[n] to starts[n + 1], `longest` at most. `space` has as many bytes as tiles_space says,
   begins at a multiple of 64, and may hold anything. */
TILED void tiles_run(const struct model *model, const int32_t *ids, const int32_t *kinds, const int64_t *starts,
                     int64_t count, int64_t longest, void *space, float *answer) {
    const int64_t width = model->width, all = starts[count], tokens = (all + STEP - 1) / STEP * STEP;
    struct room room;
    laid_out(model, all, longest, space, &room);
    /* What stands behind the last token is read and weighs nothing, which holds for all numbers but infinite ones. */
    if (tokens > all) {
        memset(room.rows + (tokens - STEP) * width, 0, STEP * width * sizeof(half));
        memset(room.seen + (tokens - STEP) * width, 0, STEP * width * sizeof(half));
        memset(room.sums + all * width, 0, (tokens - all) * width * sizeof(float));
    }
    for (int64_t n = 0; n < 3 * width; n += STEP)
        memset(room.heads + n * (tokens + STEP) + tokens * STEP, 0, STEP * STEP * sizeof(half));
    begin();
    for (int64_t n = 0; n < count; n++)
        for (int64_t at = starts[n]; at < starts[n + 1]; at++) {
            const float *word = model->words + ids[at] * width, *kind = model->kinds + kinds[at] * width;
            const float *here = model->places + (at - starts[n]) * width;
            float *row = room.sums + at * width;
            for (int64_t k = 0; k < width; k++) row[k] = word[k] + kind[k] + here[k];
            norm(row, width, model->weight, model->bias, model->layer[0].out_bias,
                 room.rows + place(at, 0, width));
        }
    for (int64_t n = 0; n < model->layers; n++)
        pass(model, model->layer + n, n + 1 < model->layers ? model->layer[n + 1].out_bias : 0, tokens, count, starts,
             &room);
    _tile_release();
    memcpy(answer, room.sums, (size_t)all * width * sizeof(float));
}

/* As tiles_run, one batch after the other, without a word to who called.

   Batch n has counts[n] rows. What each argument has for a batch stands behind what it has for the one before, and
   `starts` counts from 0 in each. `longest` and `space` are as the largest batch needs them. */
void tiles_run_all(const struct model *model, const int32_t *ids, const int32_t *kinds, const int64_t *starts,
                   const int64_t *counts, int64_t batches, int64_t longest, void *space, float *answer) {
    for (int64_t n = 0; n < batches; n++) {
        tiles_run(model, ids, kinds, starts, counts[n], longest, space, answer);
        const int64_t all = starts[counts[n]];
        ids += all, kinds += all, answer += all * model->width, starts += counts[n] + 1;
    }
}

/* Multiplies 4 * `rounds` pairs of tiles that are there already: what the processor does at most, for benchmarks. */
TILED void tiles_multiply(int64_t rounds) {
    begin();
    for (int64_t n = 0; n < rounds; n++) {
        _tile_dpbf16ps(0, 4, 6);
        _tile_dpbf16ps(1, 4, 7);
        _tile_dpbf16ps(2, 5, 6);
        _tile_dpbf16ps(3, 5, 7);
    }
    _tile_release();
}

/* Whether this processor has what tiles_run uses, and the system lets this process use it. */
int tiles_able(void) {
    enum { FEATURE_STATES = 0x1023, TILE_STATE = 18 }; /* arch_prctl(ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) */
    unsigned a, b, c, d;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
    const unsigned vectors = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31; /* avx512 f, dq, bw, vl */
    const unsigned tiles = 1u << 22 | 1u << 24;                        /* amx bf16, tile */
    if ((b & vectors) != vectors || (d & tiles) != tiles) return 0;
    if (!__get_cpuid_count(7, 1, &a, &b, &c, &d) || !(a & 1u << 5)) return 0; /* avx512 bf16 */
    return syscall(SYS_arch_prctl, FEATURE_STATES, TILE_STATE) == 0;
}

#else

int tiles_able(void) { return 0; }

#endif
