"""Every case of xlwings' test modules that concern ranges, sheets, names, tables, conversion."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T", bound=Callable[..., object])

# module.Class (or module) -> its cases
UPSTREAM: dict[str, str] = {
    "range.Instantiation": """range1 range2 range3 range4 range5 range6 range7 range8 range9
        range10 range11 range12 range13 zero_based_index1 zero_based_index2 zero_based_index3
        zero_based_index4 jagged_array""",
    "range.Attributes": """iterator sheet len count row column row_count column_count clear_content
        clear end formula formula_array column_width row_height width height left top
        number_format_cell number_format_range get_address address current_region autofit_range
        autofit_col autofit_row color len_rows count_rows len_cols count_cols shape size table
        vertical horizontal hyperlink hyperlink_formula insert_cell insert_row insert_column
        insert_cell_shift_down insert_cell_shift_right delete_cell delete_row delete_column
        delete_cell_shift_up delete_cell_shift_left copy_destination copy_clipboard paste
        paste_values resize offset last_cell select""",
    "range.Indexing": """index1 index2 index3 index4 index5 index6 index1row index2row index3row
        index4row index5row index6row index1col index2col index3col index4col index5col
        index6col""",
    "range.Slicing": """slice1 slice2 slice3 slice4 slice1row slice2row slice3row slice4row
        slice1col slice2col slice3col slice4col""",
    "range.Shortcut": "shortcut1 shortcut2 shortcut3 shortcut4 shortcut5 shortcut6 shortcut7",
    "range.Expansion": "table vertical horizontal",
    "range.CellErrors": "cell_errors",
    "range.Merging": "merge",
    "sheet.Sheets": """active index len iter add add_before add_after add_default add_named
        add_name_already_taken""",
    "sheet.Sheet": """name names book index range activate select clear_content clear autofit
        delete used_range visible sheet_copy_without_arguments sheet_copy_with_before_and_after
        sheet_copy_before_same_book sheet_copy_after_same_book
        sheet_copy_before_same_book_new_name sheet_copy_before_same_book_new_name_already_exists
        sheet_copy_before_different_book sheet_copy_before_different_book_same_name""",
    "sheet.PageSetup": "print_area",
    "names": """get_names_index names_contain len count names_iter get_inexisting_name
        get_set_named_range delete_named_item1 delete_named_item2 delete_named_item3
        names_collection sheet_scope workbook_scope contains_name wb_names_add sht_names_add
        refers_to_range refers_to_range_sheet_with_spaces""",
    "table": """add_table_no_name add_table_with_name data_body_range display_name
        header_row_range insert_row_range insert_row_range_none name parent show_autofilter
        show_headers show_table_style_columns_stripes show_table_style_first_column
        show_table_style_last_column show_table_style_row_stripes show_totals table_style
        totals_row_range resize table_update""",
    "conversion.Converter": """transpose dictionary ordereddictionary integers datetime_timezone
        date list none ndim2_scalar write_single_value_to_multicell_range""",
    "conversion.Numpy": """array numpy_datetime scalar_nan scalar_nan_float16 scalar_nan_float32
        scalar_nan_float64 ndim2_scalar_as_array float64 int64""",
    "conversion.Pandas": """dataframe_1 dataframe_2 dataframe_multiindex dataframe_multiheader
        dataframe_dateindex read_df_0header_0index df_1header_0index df_0header_1index
        read_df_1header_1namedindex read_df_1header_1unnamedindex read_df_2header_1namedindex
        read_df_2header_1unnamedindex read_df_2header_2namedindex read_df_2header_2unnamedindex
        read_df_1header_2namedindex timeseries_1 read_series_noheader_noindex
        read_series_noheader_index read_series_header_noindex read_series_header_index
        write_series_noheader_noindex write_series_noheader_index write_series_header_noindex
        write_series_header_index dataframe_timezone NaT period_index NA""",
    "ndim": """single_cell_scalar single_cell_string horizontal_range_1d vertical_range_2d
        2d_range""",
    "book.Books": "indexing len count add open open_pathlib open_bad_name iter",
    "book.Book": """instantiate_unsaved instantiate_two_unsaved instantiate_saved_by_name
        instantiate_saved_by_fullpath active mock_caller macro name name_pathlib sheets app close
        save_naked save_path save_path_pathlib fullname fullname_pathlib names activate selection
        sheet""",
    "app.Apps": "active len count iter keys",
    "app.App": """activate visible quit kill screen_updating display_alerts enable_events
        interactive calculation_calculate calculation version wb_across_instances selection books
        pid len macro""",
    "app.Properties": "properties_context_manager",
    "active.Active": """apps_active books_active sheets_active range book_fullname_closed
        book_fullname_open book_name_closed book_name_open book_open_bad_name book
        book_name_unsaved books""",
    "active.View": "list_new_book list_sheet",
    "engines": """range_index range_a1 range_shortcut_address range_shortcut_index
        range_from_range range_round_indexing range_square_indexing_2d range_square_indexing_1d
        range_slice1 range_resize range_offset last_cell expand completely_outside_usedrange
        partly_outside_usedrange len count numpy_array pandas_df read_basic_types
        read_basic_types_no_datetime sheet_access sheet_active sheets_iteration book
        book_selection pictures_len pictures_name pictures_width pictures_height
        pictures_add_and_delete pictures_iter pictures_contains empty_pictures picture_exists
        named_range_book_scope named_range_sheet_scope named_range_missing names_len
        names_index_vs_name name_local_scope1 name_local_scope2 name_refers_to
        name_refers_to_range name_contains names_iter table_names table_range
        table_header_row_range table_totals_row_range table_show_headers table_show_totals
        table_table_style table_data_body_range table_parent table_show_autofilter""",
}

ALL = {f"{group}.{case}" for group, cases in UPSTREAM.items() for case in cases.split()}
KEPT: dict[str, str] = {}


def covers(group: str, cases: str) -> Callable[[T], T]:
    """Say which of xlwings' cases a test stands for."""

    def note(test: T) -> T:
        for case in cases.split():
            KEPT[f"{group}.{case}"] = f"{test.__module__}.{test.__qualname__}"
        return test

    return note
