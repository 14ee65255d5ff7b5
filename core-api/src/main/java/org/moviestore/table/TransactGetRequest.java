// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * Reads several items as they are at one moment. It is always consistent, whatever the gets would allow. Immutable.
 *
 * @param gets 1 to 100 gets, each of another item, of one table or several
 * @param capacityReport whether to say what the reads consumed
 */
public record TransactGetRequest(List<GetRequest> gets, CapacityReport capacityReport) {
    /** What each get counts beside the item that it returns. */
    private static final int BYTES_OF_A_GET = 4;

    /**
     * Checks the gets together.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TX_SIZE}; {@link ErrorCode#TX_DUPLICATE} if two gets name
     *     one item; {@link ErrorCode#TABLE_MISMATCH} if two give one table different keys;
     *     {@link ErrorCode#TX_RETURN_VALUES} if one asks for a capacity report
     */
    public TransactGetRequest {
        gets = List.copyOf(gets);
        Objects.requireNonNull(capacityReport, "capacityReport");
        TransactionLimits.checkItems(
                gets.stream().map(GetRequest::schema).toList(),
                gets.stream().map(GetRequest::key).toList());
        for (GetRequest get : gets) {
            if (get.capacityReport() != CapacityReport.NONE) {
                throw TransactionLimits.asksForMore(get.schema(), get.key());
            }
        }
    }

    /** Returns a request for the gets, without a capacity report. */
    public static TransactGetRequest of(GetRequest... gets) {
        return of(List.of(gets));
    }

    /** Returns a request for the gets, without a capacity report. */
    public static TransactGetRequest of(List<GetRequest> gets) {
        return new TransactGetRequest(gets, CapacityReport.NONE);
    }

    /** Returns this request with another capacity report. */
    public TransactGetRequest withCapacityReport(CapacityReport report) {
        return new TransactGetRequest(gets, report);
    }

    /**
     * Returns what the gets' projections keep of the stored items, for a backend that reads whole items.
     *
     * @param stored the stored item of each get, in the order of the gets
     * @throws RequestRejectedException with {@link ErrorCode#TX_BYTES} if that is too much; see
     *     {@link DocumentStore#transactGet}
     */
    public TransactGetResult selectedFrom(List<Optional<Item>> stored) {
        List<Optional<Item>> items = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < gets.size(); i++) {
            GetRequest get = gets.get(i);
            Optional<Item> item = stored.get(i)
                    .map(found -> get.projection().map(kept -> kept.of(found)).orElse(found));
            items.add(item);
            bytes += BYTES_OF_A_GET + item.map(Item::sizeInBytes).orElse(0);
        }
        if (bytes > TransactWriteRequest.MAX_BYTES) {
            throw new RequestRejectedException(
                    ErrorCode.TX_BYTES,
                    "the items that the transaction reads are " + bytes + " bytes together; limit "
                            + TransactWriteRequest.MAX_BYTES + "; read fewer of them, or parts by projections");
        }
        return TransactGetResult.of(items);
    }
}
