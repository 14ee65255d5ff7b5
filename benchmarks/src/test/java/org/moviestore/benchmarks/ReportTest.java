// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static Result get(double q1, double median, double q3) {
        return new Result(Goal.GET, 31.256, 30.5, new Quartiles(q1, median, q3));
    }

    private static Result bytes(double amount) {
        return new Result(Goal.BYTES_PER_GET, amount, 0, new Quartiles(amount, amount, amount));
    }

    @Test
    void isMet_ratioWhoseUpperQuartileReachesTheBar_isTrue() {
        assertThat(get(0.8, 0.9, 0.91).isMet()).isTrue();
        assertThat(get(0.8, 0.9, 0.91).isStretchMet()).isFalse();
        assertThat(get(0.8, 0.9, 0.909).isMet()).isFalse();
    }

    @Test
    void isMet_amountAboveItsLimit_isFalse() {
        assertThat(bytes(6200).isMet()).isTrue();
        assertThat(bytes(6201).isMet()).isFalse();
        assertThat(bytes(5300).isStretchMet()).isTrue();
    }

    @Test
    void json_ratio_hasTheMembersThatProgramsRelyOn() {
        String json = Report.json(List.of(get(0.9, 0.94, 0.96)));

        assertThat(json).isEqualTo("""
                [
                {"name":"get","ours":31.26,"baseline":30.5,"ratio":0.94,"q1":0.9,"q3":0.96,"bar":0.91,"stretch":0.95,\
                "met":true}
                ]
                """);
    }

    @Test
    void json_amount_hasValueAndLimit() {
        String json = Report.json(List.of(bytes(6201)));

        assertThat(json).isEqualTo("""
                [
                {"name":"bytes-per-get","value":6201,"q1":6201,"q3":6201,"limit":6200,"stretch":5300,"met":false}
                ]
                """);
    }

    @Test
    void row_saysWhetherTheBarIsMet() {
        assertThat(Report.row(get(0.9, 0.91, 0.92))).startsWith(" 1  get").endsWith("met");
        assertThat(Report.row(get(0.8, 0.81, 0.82))).endsWith("MISSED");
        assertThat(Report.row(get(0.94, 0.95, 0.96))).contains("[0.94 .. 0.96]").endsWith("stretch");
    }
}
